using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary>
/// <c>drop x</c>, <c>drop f Day total</c>: removes variables, definitions, usings and what was set aside. All that is named goes in one step, or nothing, where something else uses it; what is
/// forced breaks its users visibly.
/// </summary>
internal static class Dropping
{
    public static void Drop(Engine engine, Session session, IReadOnlyList<string> names, SubmissionProgress progress, bool force = false)
    {
        List<Droppable> all = [.. names.Distinct().Select(name => Droppable.Find(engine, name))];
        if (names.Count == 1 && (all[0].Kind is DroppedKind.None or DroppedKind.Stranded) && DroppingReferences.Find(engine, names[0]) is { } reference)
        {
            DroppingReferences.Drop(engine, session, reference, progress, force);
            return;
        }

        if (all.FirstOrDefault(d => d.Trouble.Length > 0) is { } unknown)
        {
            EngineCommands.Refuse(progress, "STET0403", unknown.Trouble);
            return;
        }

        List<string> variables = [.. Of(all, DroppedKind.Variable)];
        HashSet<string> definitions = [.. Of(all, DroppedKind.Definition)];
        List<string> going = [.. variables, .. engine.Variables.All.Where(v => v.Owner is { } owner && definitions.Contains(owner.Split('+')[0])).Select(v => v.Name)];
        if (!force && UsedVariable(engine, variables, definitions, going) is { } used)
        {
            session.Refused = $"drop {string.Join(' ', names)}";
            EngineCommands.Refuse(progress, "STET0404", $"{used} Nothing was changed; change or drop those first, or 'force' drops it all the same.");
            return;
        }

        List<string> code = [.. GoingWith(engine, all, going)];
        var fileless = engine.Fileless.RemoveRange(code);
        var step = engine.Redefinition.Prepare(engine.World, Files(engine, all), fileless.Values, engine.Variables.Types, null, force, new(variables, code));
        if (step.IsRefused)
        {
            session.Refused = step.MayForce ? $"drop {string.Join(' ', names)}" : null;
            var what = string.Join(", ", all.Select(d => d.Name));
            progress.Fail([.. step.Errors.Select(e => Refused(what, e))]);
            return;
        }

        Take(engine, step with { Fileless = fileless }, all, progress);
    }

    /// <summary>Code that would not compile has its place; a value has none in what was typed.</summary>
    private static Diagnostic Refused(string what, Diagnostic error)
    {
        var message = $"{what} is used: {error.Message.TrimEnd('.')}. Nothing was changed; 'force' drops it all the same.";
        return error.Code == "STET0102" ? new(Severity.Error, "STET0406", message, "", 1, 1, 1, 1, "") : error with { Code = "STET0406", Message = message };
    }

    private static IEnumerable<string> Of(IEnumerable<Droppable> all, DroppedKind kind) => all.Where(d => d.Kind == kind).Select(d => d.Name);

    private static void Take(Engine engine, PreparedStep step, List<Droppable> all, SubmissionProgress progress)
    {
        WorldChange.Take(engine, step, progress);
        foreach (var name in Of(all, DroppedKind.Variable))
        {
            engine.Variables.Remove(name);
            engine.Formulas.ValuesMoved([name]);
            progress.Changes.RemoveAll(c => c.Kind == BindingKind.Variable && c.Name == name);
            progress.Changes.Add(new(BindingKind.Variable, name, null, null));
        }

        progress.Changes.AddRange(Of(all, DroppedKind.Stranded).Select(name => new BindingChange(BindingKind.Stranded, name, null, null)));
        var names = all.Select(d => d.Name).ToList();
        progress.Notes.Add(new(NoteKind.Dropped, $"dropped {string.Join(", ", names)}; 'undo' brings {(names.Count == 1 ? "it" : "them")} back", names));
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, FileText> Files(Engine engine, List<Droppable> all)
    {
        var files = Of(all, DroppedKind.Definition).Aggregate(engine.Files, FileRewrite.Remove);
        var usings = Of(all, DroppedKind.Using).ToList();
        return usings.Count == 0 ? files : FileRewrite.WithUsings(files, [.. engine.World.Usings.Except(StandardUsings.All).Except(usings)]);
    }

    /// <summary>Says what uses one of the variables and is not dropped with it; null where nothing does.</summary>
    /// <param name="going">The variables and static places that go.</param>
    private static string? UsedVariable(Engine engine, IReadOnlyList<string> variables, HashSet<string> dropped, IReadOnlyList<string> going)
    {
        foreach (var name in variables)
        {
            var users = engine.World.Units.Values.Where(u => u.Variables.Contains(name))
                .SelectMany(u => engine.World.Graph.MembersOf(u.Name)).Where(m => !dropped.Contains(m.Key)).Select(m => UserOf(engine, m, going)).OfType<string>().Distinct().ToList();
            if (users.Count > 0)
            {
                return $"{name} is used by {string.Join(", ", users)}.";
            }
        }

        return null;
    }

    /// <summary>A lambda is known by the variables that hold it; null where all of them go too.</summary>
    private static string? UserOf(Engine engine, Definition user, IReadOnlyList<string> going)
    {
        if (user.Kind != DefinitionKind.Submission)
        {
            return user.Key;
        }

        var holders = Holders(engine, user).Except(going).ToList();
        return holders.Count == 0 ? null : $"code of In[{string.Concat(user.Key.Skip("In".Length).TakeWhile(char.IsAsciiDigit))}] in {string.Join(", ", holders)}";
    }

    /// <summary>Kept submissions that name what goes, and live in nothing that stays.</summary>
    private static IEnumerable<string> GoingWith(Engine engine, List<Droppable> all, IReadOnlyList<string> going) => engine.Fileless.Values
        .Where(d => d.Kind == DefinitionKind.Submission && all.Any(gone => d.Names.Mentions.Contains(engine.World.Graph.Definitions.GetValueOrDefault(gone.Name)?.SimpleName ?? gone.Name)))
        .Where(d => !Holders(engine, d).Except(going).Any()).Select(d => d.Key);

    private static IEnumerable<string> Holders(Engine engine, Definition submission) =>
        engine.Variables.All.Where(v => v.Stored?.Units.Contains("w." + submission.Key) == true).Select(v => v.Name);
}
