using System.Collections.Immutable;
using Stet.Effects;
using Stet.Effects.Code;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Formulas;
using Stet.Worlds;

namespace Stet.Sessions.Memos;

/// <summary>Whether a function's results depend on nothing but its arguments, the code it reaches and the workspace's values; and if not, by which call.</summary>
internal static class MemoPurity
{
    /// <summary>Null for a pure function; otherwise the end of a sentence about it: <c>reads the clock: Fee > Rate > DateTime.Now</c>.</summary>
    /// <param name="held">Code in the arguments of a call.</param>
    public static string? Impurity(Engine engine, World world, CompiledUnit unit, MemoContract memo, IReadOnlyList<HeldCode> held)
    {
        if (memo.AssumesPure)
        {
            return null;
        }

        var effects = CSharpEffects.OfMemo(CodeForesight.SummaryOf(unit), memo.Method, new CodeForesight(engine, world, engine.Folder) { Held = held });
        if (effects.Reasons.Where(r => !Waiting.Is(r)).MinBy(r => r.Chain.Count) is { } nearest)
        {
            return $"{(nearest.Kind == EffectKinds.Unknown ? "runs what cannot be looked at" : CodeEffects.Words(nearest.Kind))}: {string.Join(" > ", nearest.Chain.Where(c => c != "static initialisers"))}";
        }

        var reach = new FormulaReach(world, engine.Formulas.Purity, _ => null);
        return world.Reach([unit.Name]).Order(StringComparer.Ordinal).SelectMany(u => world.Units[u].Formulas)
            .Select(f => reach.Of(f.Name).Volatile is { } reason ? $"reads the formula {f.Name}, which {reason}" : null).FirstOrDefault(r => r is not null);
    }

    /// <summary>Why a step would leave a function that is marked <c>[Memo]</c> impure, of those that are not so already or that it defines itself.</summary>
    public static ImmutableArray<Diagnostic> Refusals(Engine engine, World from, World to, IReadOnlySet<string> changed) =>
        [.. to.UnitsWithMemos.SelectMany(unit => unit.Memos.Select(memo => Refusal(engine, from, to, unit, memo, changed.Contains(memo.Key)))).OfType<Diagnostic>()];

    /// <summary>What is said of functions that are accepted by <c>force</c>. Nothing that was kept of an impure one stays.</summary>
    public static IEnumerable<Note> Notes(Engine engine, World to, IReadOnlySet<string> changed)
    {
        var impure = to.UnitsWithMemos.SelectMany(unit => unit.Memos.Select(m => (Memo: m, Why: Impurity(engine, to, unit, m, [])))).Where(m => m.Why is not null).ToList();
        impure.ForEach(m => engine.Memos.Results.Dropped(m.Memo.Function, null, engine.Memos.Results.Stored(m.Memo.Function), $"it {m.Why}"));
        return impure.Where(m => changed.Contains(m.Memo.Key)).Select(m => new Note(NoteKind.Hint, $"the results of {m.Memo.Function} are not kept: it {m.Why}", [m.Memo.Key]));
    }

    private static Diagnostic? Refusal(Engine engine, World from, World to, CompiledUnit unit, MemoContract memo, bool isOwn)
    {
        if (Impurity(engine, to, unit, memo, []) is not { } reason || (!isOwn && IsImpure(engine, from, memo)))
        {
            return null;
        }

        var part = to.Graph.Definitions[memo.Key].Parts.FirstOrDefault(p => p.Text.Contains("Memo", StringComparison.Ordinal)) ?? to.Graph.Definitions[memo.Key].Parts[0];
        var line = part.Text.Split('\n')[0];
        var message = isOwn
            ? $"The results of {memo.Function} cannot be kept: it {reason}. Take that out, or write [Memo(assumePure: true)] where its results may be kept all the same."
            : $"{memo.Function} is marked [Memo], and would not be pure any more: it {reason}. Nothing was changed; 'force' accepts it: then its results are not kept.";
        return new(Severity.Error, isOwn ? "STET0141" : "STET0142", message, part.Home.File, part.Home.Line, part.Home.Column, part.Home.Line, part.Home.Column + line.Length, new string(' ', part.Home.Column - 1) + line);
    }

    private static bool IsImpure(Engine engine, World from, MemoContract memo) =>
        from.Graph.GroupOf.TryGetValue(memo.Key, out var group) && from.Units.TryGetValue(group.UnitName, out var unit)
        && unit.Memos.FirstOrDefault(m => m.Function == memo.Function) is { } before && Impurity(engine, from, unit, before, []) is not null;
}
