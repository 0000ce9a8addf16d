using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary><c>drop x</c>: removes a variable, or a definition that nothing uses and of which no value lives.</summary>
internal static class Dropping
{
    public static void Drop(Engine engine, Session session, string name, SubmissionProgress progress, bool force = false)
    {
        if (engine.Variables.Find(name) is not null)
        {
            DropVariable(engine, name, progress);
        }
        else if (engine.World.Graph.Named(name) is [_, ..] keys)
        {
            DropDefinition(engine, session, keys[0], progress, force);
        }
        else if (DroppingReferences.Find(engine, name) is { } reference)
        {
            DroppingReferences.Drop(engine, session, reference, progress, force);
        }
        else if (engine.Store.Binding(BindingKind.Stranded, name) is not null)
        {
            progress.Changes.Add(new(BindingKind.Stranded, name, null, null));
            progress.Notes.Add(new(NoteKind.Dropped, $"dropped {name}, which was set aside; 'undo' brings it back", [name]));
        }
        else
        {
            EngineCommands.Refuse(progress, "STET0403", $"Nothing is called {name}. 'who' lists variables, 'defs' definitions.");
        }
    }

    private static void DropVariable(Engine engine, string name, SubmissionProgress progress)
    {
        var users = engine.World.UsersOf(name).Select(unit => unit["w.".Length..]).ToList();
        if (users.Count > 0)
        {
            EngineCommands.Refuse(progress, "STET0404", $"{name} is used by {string.Join(", ", users)}. Nothing was changed; change or drop those first.");
            return;
        }

        engine.Variables.Remove(name);
        engine.Formulas.ValuesMoved([name]);
        WorldChange.ForVariables(engine, engine.Variables.Types, [name]);
        progress.Changes.Add(new(BindingKind.Variable, name, null, null));
        progress.Notes.Add(new(NoteKind.Dropped, $"dropped {name}; 'undo' brings it back", [name]));
    }

    private static void DropDefinition(Engine engine, Session session, string key, SubmissionProgress progress, bool force)
    {
        var files = FileRewrite.Remove(engine.Files, key);
        var step = engine.Redefinition.Prepare(engine.World, files, engine.Fileless.Values, engine.Variables.Types, null, force);
        if (step.IsRefused)
        {
            session.Refused = step.MayForce ? $"drop {key}" : null;
            progress.Fail([.. step.Errors.Select(e => e with { Code = "STET0406", Message = $"{key} is used: {e.Message} Nothing was changed; 'force' drops it all the same." })]);
            return;
        }

        WorldChange.Take(engine, step, progress);
        progress.Notes.Add(new(NoteKind.Dropped, $"dropped {key}; 'undo' brings it back", [key]));
    }
}
