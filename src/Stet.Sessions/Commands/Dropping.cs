using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary><c>drop x</c>: removes a variable, or a definition that nothing uses and of which no value lives.</summary>
internal static class Dropping
{
    public static void Drop(Engine engine, string name, SubmissionProgress progress)
    {
        if (engine.Variables.Find(name) is not null)
        {
            DropVariable(engine, name, progress);
        }
        else if (engine.World.Graph.Named(name) is [_, ..] keys)
        {
            DropDefinition(engine, keys[0], progress);
        }
        else
        {
            EngineCommands.Refuse(progress, "STET0403", $"Nothing is called {name}. 'who' lists variables, 'defs' definitions.");
        }
    }

    private static void DropVariable(Engine engine, string name, SubmissionProgress progress)
    {
        var users = engine.World.Units.Values.Where(u => u.Variables.Contains(name)).Select(u => u.Name["w.".Length..]).ToList();
        if (users.Count > 0)
        {
            EngineCommands.Refuse(progress, "STET0404", $"{name} is used by {string.Join(", ", users)}. Nothing was changed; change or drop those first.");
            return;
        }

        engine.Variables.Remove(name);
        WorldChange.ForVariables(engine, engine.Variables.Types, [name]);
        progress.Changes.Add(new(BindingKind.Variable, name, null, null));
        progress.Notes.Add(new(NoteKind.Dropped, $"dropped {name}; 'undo' brings it back", [name]));
    }

    private static void DropDefinition(Engine engine, string key, SubmissionProgress progress)
    {
        var unit = engine.World.Graph.GroupOf[key].UnitName;
        var holders = engine.Variables.All.Where(v => v.Stored?.Units.Contains(unit) == true).Select(v => v.Name).ToList();
        if (holders.Count > 0)
        {
            EngineCommands.Refuse(progress, "STET0405", $"Values of {key} live in {string.Join(", ", holders)}. Nothing was changed; drop or convert those first.");
            return;
        }

        var files = FileRewrite.Remove(engine.Files, key);
        var step = engine.Redefinition.Prepare(engine.World, files, engine.Fileless.Values, engine.Variables.Types, null, force: true);
        if (step.IsRefused || step.Result!.NewlyBroken.Count > 0)
        {
            var users = step.Result?.NewlyBroken.Select(u => u["w.".Length..]) ?? [];
            EngineCommands.Refuse(progress, "STET0406", $"{key} is used by {string.Join(", ", users)}. Nothing was changed; change or drop those first.");
            return;
        }

        WorldChange.Take(engine, step, progress);
        progress.Notes.Add(new(NoteKind.Dropped, $"dropped {key}; 'undo' brings it back", [key]));
    }
}
