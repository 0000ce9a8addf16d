using System.Runtime.CompilerServices;
using Stet.Effects;
using Stet.Effects.Code;
using Stet.Effects.Shell;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>
/// Whether a formula's value may differ though nothing that it is computed from has changed, and by which call: found by the analysis of effects, from what its code compiles to. What cannot be
/// looked at (native code, reflection) does not count: what it reads is seen while it runs. Code in values is looked at when it is known which values are read.
/// </summary>
internal sealed class FormulaPurity(Engine engine)
{
    private const EffectKinds Impure = EffectKinds.ReadsClock | EffectKinds.ReadsRandom | EffectKinds.ReadsEnvironment | EffectKinds.ReadsFiles | EffectKinds.WritesFiles | EffectKinds.Overwrites
        | EffectKinds.Deletes | EffectKinds.StartsProcesses | EffectKinds.UsesNetwork;

    /// <summary>More than any workspace has formulas; then it begins anew.</summary>
    private const int Most = 200_000;

    private static readonly ConditionalWeakTable<CompiledUnit, StrongBox<EffectKinds>> UnitKinds = [];

    private readonly Dictionary<ContentHash, string?> known = [];
    private readonly Lazy<ShellSetting> shell = new(() => ShellForesight.Setting(engine, engine.Folder));
    private readonly Lock gate = new();

    /// <param name="unitNamed">Null for one that there is not.</param>
    /// <param name="units">What its code reaches, its own unit included, and where there are values what their code reaches.</param>
    /// <param name="code">Of all of these.</param>
    /// <param name="held">Code in the values that it reads.</param>
    /// <returns>Null where it is pure; otherwise the end of a sentence about it: <c>reads the clock: Fee > DateTime.Now</c>.</returns>
    public string? Impurity(Func<string, CompiledUnit?> unitNamed, CompiledUnit own, string formula, IReadOnlySet<string> units, ContentHash code, IReadOnlyList<HeldCode> held)
    {
        var key = held.Aggregate(new HashBuilder().Add(formula).Add(code), (hash, h) => hash.Add(h.Place).Add(h.Name)).ToHash();
        lock (gate)
        {
            if (known.TryGetValue(key, out var before))
            {
                return before;
            }
        }

        var found = Find(unitNamed, own, formula, units, held);
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

    /// <summary>Whether a unit has code of its own that makes a difference, called or not.</summary>
    public static bool IsImpure(CompiledUnit unit) => (UnitKinds.GetValue(unit, u => new(CSharpEffects.KindsIn(CodeForesight.SummaryOf(u)))).Value & Impure) != 0;

    private string? Find(Func<string, CompiledUnit?> unitNamed, CompiledUnit own, string formula, IReadOnlySet<string> units, IReadOnlyList<HeldCode> held)
    {
        var effects = CSharpEffects.OfFormula(CodeForesight.SummaryOf(own), formula, new FormulaForesight(unitNamed, units, held, shell));
        var nearest = effects.Reasons.Where(r => (r.Kind & Impure) != 0 && !Waiting.Is(r)).MinBy(r => r.Chain.Count);
        return nearest is null ? null
            : nearest.Chain[^1] == "Commands.impure" ? "is marked impure"
            : $"{CodeEffects.Words(nearest.Kind)}: {string.Join(" > ", nearest.Chain.Skip(nearest.Chain.Count > 1 && nearest.Chain[0] == formula ? 1 : 0))}";
    }
}
