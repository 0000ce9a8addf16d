using System.Text;

namespace Stet.Model;

/// <summary>Effects as a reader wants them: one line for what it is, one for each reason, the destructive first.</summary>
internal static class EffectWords
{
    private const int MostVictims = 8;
    private const int MostReasons = 12;

    private static readonly (EffectKinds Kind, string Words)[] Table =
    [
        (EffectKinds.Deletes, "deletes"),
        (EffectKinds.Overwrites, "overwrites"),
        (EffectKinds.WritesFiles, "writes files"),
        (EffectKinds.ReadsFiles, "reads files"),
        (EffectKinds.StartsProcesses, "starts processes"),
        (EffectKinds.UsesNetwork, "uses the network"),
        (EffectKinds.ChangesSystem, "changes the system"),
        (EffectKinds.ChangesState, "changes variables"),
        (EffectKinds.ReadsClock, "reads the clock"),
        (EffectKinds.ReadsRandom, "reads random numbers"),
        (EffectKinds.ReadsEnvironment, "reads the environment"),
        (EffectKinds.Prints, "prints"),
        (EffectKinds.Unknown, "unknown"),
    ];

    public static string Of(EffectKinds kinds) => kinds == EffectKinds.Pure ? "pure" : string.Join(", ", Table.Where(t => kinds.HasFlag(t.Kind)).Select(t => t.Words));

    public static string Listed(IReadOnlyList<Victim> victims) =>
        string.Join(", ", victims.Take(MostVictims)) + (victims.Count > MostVictims ? $", and {victims.Count - MostVictims} more" : "");

    public static string Describe(CodeEffects effects)
    {
        var text = new StringBuilder(effects.Destructive ? "DESTRUCTIVE: " : "").Append(Of(effects.Kinds));
        var reasons = effects.Reasons.OrderBy(r => Array.FindIndex(Table, t => t.Kind == r.Kind)).ToList();
        foreach (var reason in reasons.Take(MostReasons))
        {
            text.Append("\n  ").Append(reason);
        }

        return reasons.Count > MostReasons ? text.Append($"\n  and {reasons.Count - MostReasons} more reasons").ToString() : text.ToString();
    }
}
