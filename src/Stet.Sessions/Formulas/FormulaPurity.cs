using Stet.Effects;
using Stet.Effects.Shell;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>
/// Whether a formula's value may differ though nothing that it is computed from has changed, and by which call: found by the analysis of effects, from what its code compiles to. What cannot be
/// looked at (a function in a variable, native code) does not count: what it reads is seen while it runs.
/// </summary>
internal sealed class FormulaPurity(Engine engine)
{
    private const EffectKinds Impure = EffectKinds.ReadsClock | EffectKinds.ReadsRandom | EffectKinds.ReadsEnvironment | EffectKinds.ReadsFiles | EffectKinds.WritesFiles | EffectKinds.Overwrites
        | EffectKinds.Deletes | EffectKinds.StartsProcesses | EffectKinds.UsesNetwork;

    /// <summary>More than any workspace has formulas; then it begins anew.</summary>
    private const int Most = 200_000;

    private readonly Dictionary<ContentHash, string?> known = [];
    private readonly Lazy<ShellSetting> shell = new(() => ShellForesight.Setting(engine, engine.Folder));
    private readonly Lock gate = new();

    /// <param name="units">What its code reaches, its own unit included.</param>
    /// <param name="code">Of all of these.</param>
    /// <returns>Null where it is pure; otherwise the end of a sentence about it: <c>reads the clock: Fee > DateTime.Now</c>.</returns>
    public string? Impurity(World world, CompiledUnit own, string formula, IReadOnlySet<string> units, ContentHash code)
    {
        var key = new HashBuilder().Add(formula).Add(code).ToHash();
        lock (gate)
        {
            if (known.TryGetValue(key, out var before))
            {
                return before;
            }
        }

        var found = Find(world, own, formula, units);
        lock (gate)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }

            known[key] = found;
        }

        return found;
    }

    private string? Find(World world, CompiledUnit own, string formula, IReadOnlySet<string> units)
    {
        var effects = CSharpEffects.OfFormula(CodeForesight.SummaryOf(own), formula, new FormulaForesight(world, units, shell));
        var nearest = effects.Reasons.Where(r => (r.Kind & Impure) != 0 && !Waiting.Is(r)).MinBy(r => r.Chain.Count);
        return nearest is null ? null
            : nearest.Chain[^1] == "Commands.impure" ? "is marked impure"
            : $"{CodeEffects.Words(nearest.Kind)}: {string.Join(" > ", nearest.Chain.Skip(nearest.Chain.Count > 1 && nearest.Chain[0] == formula ? 1 : 0))}";
    }
}
