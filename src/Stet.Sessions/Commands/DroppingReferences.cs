using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary><c>drop Newtonsoft.Json</c>, <c>drop("../My.csproj")</c>: takes a package or project out of the workspace, unless code uses it or values of its types live.</summary>
internal static class DroppingReferences
{
    /// <summary>By the package's name or the project's path; of a project its bare name will do.</summary>
    public static Reference? Find(Engine engine, string name)
    {
        var declared = engine.World.References.Declared;
        return declared.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? declared.FirstOrDefault(r => r.Kind == ReferenceKind.Project && Path.GetFileNameWithoutExtension(r.Name) == name);
    }

    public static void Drop(Engine engine, Session session, Reference reference, SubmissionProgress progress, bool force)
    {
        var files = ReferenceRewrite.Remove(engine.Files, reference);
        var (left, errors) = engine.References.Of(files.Values, null);
        if (errors.Length > 0)
        {
            progress.Fail(errors);
            return;
        }

        files = FileRewrite.WithUsings(files, [.. files.Values.SelectMany(f => f.Parsed.Usings).Except(engine.World.References.Namespaces.Except(left.Namespaces)).Distinct()]);
        var step = engine.Redefinition.Prepare(engine.World, files, engine.Fileless.Values, engine.Variables.Types, null, force);
        if (step.IsRefused)
        {
            session.Refused = step.MayForce ? $"drop(\"{reference.Name}\")" : null;
            progress.Fail([.. step.Errors.Select(e => e with { Code = "STET0406", Message = $"{reference.Name} is used: {e.Message} Nothing was changed; 'force' drops it all the same." })]);
            return;
        }

        WorldChange.Take(engine, step, progress);
        progress.Notes.Add(new(NoteKind.Dropped, $"dropped {reference.Name}; 'undo' brings it back", [reference.Name]));
    }
}
