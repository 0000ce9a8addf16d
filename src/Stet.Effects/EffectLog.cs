using Stet.Model;

namespace Stet.Effects;

/// <summary>Collects what an analysis finds: each kind with the way that led to it, each way once.</summary>
internal sealed class EffectLog
{
    private readonly List<EffectReason> reasons = [];
    private readonly HashSet<string> known = [];

    public void Add(EffectKinds kind, IReadOnlyList<string> chain, params IReadOnlyList<Victim> victims)
    {
        var reason = new EffectReason(kind, chain, victims);
        if (known.Add($"{reason}{(CodeEffects.IsDestruction(kind) ? null : string.Join('\0', victims.Select(v => v.What)))}"))
        {
            reasons.Add(reason);
        }
    }

    public void AddAll(IEnumerable<EffectReason> others, IReadOnlyList<string> before)
    {
        foreach (var other in others)
        {
            Add(other.Kind, [.. before, .. other.Chain], other.Victims);
        }
    }

    public CodeEffects ToEffects() => reasons.Count == 0 ? CodeEffects.Pure : new(reasons.ToList());
}
