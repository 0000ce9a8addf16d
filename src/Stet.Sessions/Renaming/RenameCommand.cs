using System.Collections.Immutable;
using Stet.Language.Renaming;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Definitions;
using Stet.Sessions.Recipes;
using Stet.Sessions.Submitting;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Renaming;

/// <summary>
/// <c>rename Vec.Len Length</c>: one thing gets another name wherever it is meant: in the definition files, in stored values, in the code of lambdas that values hold, and in
/// what history recalls. One step, or nothing: the program must mean afterwards what it meant before.
/// </summary>
internal static class RenameCommand
{
    public static void Rename(Engine engine, string path, string name, SubmissionProgress progress)
    {
        if (engine.FileTrouble.Length > 0)
        {
            progress.Fail([.. engine.FileTrouble.Select(e => e with { Message = e.Message + " (mend the file first; nothing was changed)" })]);
        }
        else if (EngineCommands.Knows(name) || IsCommand(name))
        {
            EngineCommands.Refuse(progress, "STET0430", $"{name} is a command. Choose another name; nothing was changed.");
        }
        else if (BrokenNamed(engine, path) is { } broken)
        {
            EngineCommands.Refuse(progress, "STET0430", $"{broken} is broken: mend it first; nothing was changed.");
        }
        else
        {
            Take(engine, Renamer.Rename(TextOf(engine), path, name), progress);
        }
    }

    private static void Take(Engine engine, RenameResult result, SubmissionProgress progress)
    {
        if (result.IsRefused)
        {
            progress.Fail([.. result.Errors.Select(e => Refusal(progress, result.From, result.To, e))]);
            return;
        }

        var files = result.Files.Aggregate(engine.Files, (all, f) => all.SetItem(f.Key, new(f.Key, result.Text.Files.First(p => p.Name == f.Key).Written, default, -1)));
        var fileless = result.Text.Fileless.ToImmutableDictionary(d => d.Key);
        var moving = result.Kind == RenamedKind.Variable ? engine.Variables.Find(result.From) : null;
        var step = engine.Redefinition.Rename(engine.World, files, fileless.Values, result.Text.Variables, result.Stored, moving);
        if (step.IsRefused)
        {
            progress.Fail([.. step.Errors.Select(e => Refusal(progress, result.From, result.To, e))]);
            return;
        }

        var edits = result.Files.ToDictionary(f => f.Key, f => Renamings.EditsOf(engine.Files[f.Key], files[f.Key], f.Value));
        var recipes = RenamedRecipes.Before(engine);
        WorldChange.Take(engine, step with { Fileless = fileless }, progress);
        if (moving is not null)
        {
            RenamedVariable.Take(engine, moving, result.To, progress);
        }

        recipes.Follow(engine, result, progress);
        progress.Changes.Add(Renamings.Binding(progress.Number, new(result.Kind.ToString(), result.From, result.To, result.Stored, edits)));
        progress.Notes.Add(new(NoteKind.Renamed, Summary(result, step), [result.From, result.To]));
        if (result.Unclear.Length > 0)
        {
            progress.Notes.Add(new(NoteKind.Hint, $"left as it is, in code that does not compile: {string.Join(", ", result.Unclear)}", [.. result.Unclear]));
        }
    }

    /// <summary>All text of the workspace that can name something.</summary>
    public static WorkspaceText TextOf(Engine engine) =>
        new([.. engine.Files.Values.Select(f => f.Parsed)], [.. engine.Fileless.Values.OrderBy(d => d.Key, StringComparer.Ordinal)], engine.Variables.Types, engine.World.Usings)
        {
            Assemblies = engine.World.References.Units,
            Formulas = engine.World.Units.Values.SelectMany(u => u.Formulas).ToImmutableDictionary(f => f.Name, f => f.Type),
        };

    private static string Summary(RenameResult result, PreparedStep step)
    {
        var places = result.Files.Select(f => $"{Count(f.Value.Count(e => e.Old.Length > 0), "place")} in {f.Key}");
        var values = step.Carried.Variables.Select(c => c.Variable.Name).Order(StringComparer.Ordinal).ToList();
        var carried = values.Count == 0 ? "" : $"; {Count(values.Count, "value")} carried: {string.Join(", ", values)}";
        return $"renamed {result.From} to {result.To}: {(result.Files.IsEmpty ? "no file names it" : string.Join(", ", places))}{carried}";
    }

    private static string Count(int count, string what) => $"{count:N0} {what}{(count == 1 ? "" : "s")}";

    private static string? BrokenNamed(Engine engine, string path) => engine.World.Graph.Definitions.Keys
        .FirstOrDefault(key => (path == key || path.StartsWith(key + ".", StringComparison.Ordinal)) && engine.World.Broken.ContainsKey(engine.World.Graph.GroupOf[key].UnitName));

    private static bool IsCommand(string name) => typeof(Toolbox.Commands).GetMethods().Any(m => m.IsStatic && m.Name == name);

    private static Diagnostic Refusal(SubmissionProgress progress, string path, string name, Diagnostic reason) => reason.Source.Length == 0
        ? new(Severity.Error, "STET0430", $"{reason.Message} {path} was not renamed; nothing was changed.", $"In[{progress.Number}]", 1, 1, 1, 2, "")
        : reason with { Code = "STET0431", Message = $"{path} cannot be called {name[(name.LastIndexOf('.') + 1)..]}: {reason.Message}{(reason.Code.Length > 0 && reason.Code != "STET0431" ? $" ({reason.Code})" : "")} Nothing was changed." };
}
