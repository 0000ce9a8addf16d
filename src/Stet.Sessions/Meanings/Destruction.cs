using Stet.Model;

namespace Stet.Sessions.Meanings;

/// <summary>
/// Decides what a recalled command would destroy that its earlier runs did not. Pure. The rules, with their reasons, are in docs/decisions/0076-meaning.md:
/// <list type="bullet">
/// <item>What an earlier run of the same text destroyed or made itself may go again.</item>
/// <item>A folder that it destroyed before may have grown: up to twice the files, or by fewer than ten.</item>
/// <item>Other files (of a pattern, say) may go in the same directory if they are no more than ever before, and the text names what it named.</item>
/// </list>
/// </summary>
/// <param name="runs">Earlier runs of the same text, the recalled one first.</param>
internal sealed class Destruction(IReadOnlyList<Meaning> runs, CodeEffects now, string directory)
{
    private const int Growth = 10;

    private readonly HashSet<string> known = [.. runs.SelectMany(r => (r.Victims?.Names ?? []).Concat(r.NewFiles ?? []))];

    /// <summary>What would go now and is there, or cannot be told.</summary>
    public IReadOnlyList<Victim> Victims { get; } = [.. now.Victims.Where(v => MeantFiles.FilesOf(v) > 0)];

    public int Files => Victims.Sum(MeantFiles.FilesOf);

    /// <summary>The most that an earlier run destroyed: in this directory, or where there was none, anywhere.</summary>
    public int MostBefore => Comparable.Max(r => r.Victims?.Files ?? 0);

    private IReadOnlyList<Meaning> Comparable => IsElsewhere ? runs : [.. runs.Where(r => r.Directory == directory)];

    private bool IsElsewhere => runs.All(r => r.Directory != directory);

    /// <summary>Something that no run of this text destroyed or made.</summary>
    private bool HasOthers => Victims.Any(v => !known.Contains(v.What)) && runs.All(r => r.Victims is not { } all || all.Count <= all.Names.Count);

    /// <param name="redefined">Whether a definition of this name has been changed since such a text last ran.</param>
    /// <param name="isOtherValue">A variable that it uses has another value.</param>
    public bool IsToBeAsked(Func<string, bool> redefined, bool isOtherValue)
    {
        if (Victims.Count == 0)
        {
            return false;
        }

        var reasons = now.Reasons.Where(r => CodeEffects.IsDestruction(r.Kind) && r.Chain.Any(redefined)).ToList();
        return HasOthers
            ? IsElsewhere || isOtherValue || reasons.Count > 0 || Files > MostBefore
            : reasons.Any(r => r.Kind == EffectKinds.Deletes) || (HasGrown && Files > 2 * MostBefore && Files >= MostBefore + Growth);
    }

    /// <summary>More than it destroyed and made: files that a run made are its own to overwrite.</summary>
    private bool HasGrown => Files > Comparable.Max(r => (r.Victims?.Files ?? 0) + (r.NewFiles?.Count ?? 0));
}
