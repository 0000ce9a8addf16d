using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Recipes;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Meanings;

/// <summary>
/// Compares what a recalled entry means now with what it meant then. Nothing of it is run. What cannot destroy anything costs a comparison of hashes; what can is
/// compiled, and the files that it would destroy are looked at.
/// </summary>
internal sealed class RecallChecking(Engine engine, Session session)
{
    /// <summary>So many earlier runs of the same text say what is usual for it.</summary>
    private const int MostRuns = 20;

    private const EffectKinds Touching = EffectKinds.Deletes | EffectKinds.Overwrites | EffectKinds.WritesFiles;

    /// <param name="tells">Marks what it says as told: an entry that is only listed is not.</param>
    public RecallCheck Of(SubmissionNumber number, string code, bool tells = true)
    {
        if (engine.Store.Entry(number) is not { } entry || Meaning.Parse(engine.Store.Meaning(number)) is not { } then)
        {
            return RecallCheck.None with { Number = number };
        }

        var differences = new Differences(engine, number, then).All(code, session.Directory);
        var isElsewhere = then.Directory != session.Directory;
        var effects = MayDestroy(then, differences) ? MeaningNow.EffectsOf(engine, code, session.Directory) : null;
        var runs = effects is { Destructive: true } ? Runs(entry, code, then) : [then];
        var destruction = new Destruction(runs, effects ?? CodeEffects.Pure, session.Directory);
        var asks = effects is { Destructive: true }
            && destruction.IsToBeAsked(name => differences.Any(d => d.Name == name && !RanWith(runs, d.Name)), differences.Any(d => engine.Variables.Find(d.Name) is { } v && !RanWith(runs, v)));
        List<MeaningChange> changes = [.. differences.Select(d => d.ToChange()), .. Places(then, destruction, effects, isElsewhere)];
        var told = differences.Where(d => d.Weight == Weight.Telling && (asks || session.Telling.IsNews(d, code, tells))).Select(d => $"{d.Name} {d.What}").ToList();
        told.AddRange(changes.Skip(differences.Count).Where(c => asks || c.Name == "directory").Select(c => c.Name == "files" ? c.What : $"{c.Name} {c.What}"));
        return new(number, Wording.Hint(number, told), asks ? Wording.Question(number, effects!, destruction, then) : "", changes, effects is { Destructive: true });
    }

    /// <summary>Code that only computes is not looked at again, unless what it names now touches files, or is of another type than then.</summary>
    private bool MayDestroy(Meaning then, IReadOnlyList<Difference> differences) =>
        (then.Kinds & Touching) != 0 || differences.Any(d => d.Weight == Weight.Telling && d.What != "is gone" && !OnlyComputes(d.Name));

    /// <summary>Whether the name is that of definitions that touch no file, whatever they are given.</summary>
    private bool OnlyComputes(string name)
    {
        var graph = engine.World.Graph;
        IReadOnlyList<string> keys = graph.Definitions.ContainsKey(name) ? [name] : [.. graph.Named(name)];
        return keys.Count > 0 && keys.All(key => engine.World.Units.ContainsKey(graph.GroupOf[key].UnitName) && (EffectsCommand.OfDefinition(engine, engine.World, key).Kinds & Touching) == 0);
    }

    private IReadOnlyList<Meaning> Runs(HistoryEntry entry, string code, Meaning then) =>
        [then, .. new[] { entry.Code, code }.Select(c => c.Trim()).Distinct().SelectMany(c => engine.Store.MeaningsOf(c, MostRuns)).Where(m => m.Number != entry.Number).Select(m => Meaning.Parse(m.Payload)!)];

    /// <summary>Whether the text has run with the definition as it is now.</summary>
    private bool RanWith(IReadOnlyList<Meaning> runs, string definition) =>
        runs.Skip(1).Any(r => r.Used.Definitions.FirstOrDefault(d => d.Key == definition) is { } used && Outdating.OfDefinition(r.Used, used, engine.World) is null);

    private bool RanWith(IReadOnlyList<Meaning> runs, Variable variable) =>
        runs.Skip(1).Any(r => r.Used.Inputs.FirstOrDefault(i => i.Name == variable.Name) is { } used && engine.Contents.IsAsIn(used, variable) == true);

    /// <summary>The directory counts for what touches files there; the files for what destroys them.</summary>
    private IEnumerable<MeaningChange> Places(Meaning then, Destruction destruction, CodeEffects? now, bool isElsewhere)
    {
        if (isElsewhere && ((then.Kinds | (now?.Kinds ?? 0)) & Touching) != 0)
        {
            yield return new("directory", $"is {session.Directory}, was {then.Directory}", "", "");
        }

        var before = then.Victims?.Files ?? 0;
        if (now is { Destructive: true } && (destruction.Files != before || !destruction.Victims.Select(v => v.What).ToHashSet().SetEquals(then.Victims?.Names ?? [])))
        {
            yield return new("files", destruction.Files == 0 ? "nothing to destroy there" : $"would destroy {Wording.Victims(destruction)}, then {before}",
                string.Join('\n', then.Victims?.Names ?? []), string.Join('\n', destruction.Victims.Take(MeantFiles.Most)));
        }
    }
}
