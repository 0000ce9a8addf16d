using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>
/// Follows the definition files: whatever differs from the world's sources becomes one step, files saved together included.
/// A file that does not compile leaves the last good world and says what is wrong.
/// </summary>
internal static class FileRefresh
{
    private const int MostNotes = 5;

    /// <summary>Looks at the files and takes the step if there is one. The caller holds the foreground.</summary>
    /// <param name="known">The files as they were read a moment ago, where that was before there was a world.</param>
    /// <param name="isHeard">False in the background: what is wrong is then told with the next submission.</param>
    public static IReadOnlyList<Note> Refresh(Engine engine, ImmutableSortedDictionary<string, FileText>? known = null, bool isHeard = true)
    {
        var files = engine.Disk.Read(known ?? engine.RefusedFiles?.Files ?? engine.Files);
        var newest = engine.References.Newest(engine.World);
        if (newest == engine.World.References && RefusedFiles.Same(files, engine.Files))
        {
            (engine.FileTrouble, engine.ToldTrouble, engine.RefusedFiles) = ([], [], null);
            return [];
        }

        if (newest is not null && engine.RefusedFiles?.AreStill(files, newest, engine.World) == true)
        {
            return Told(engine, isHeard);
        }

        var step = engine.Redefinition.Prepare(engine.World, files, engine.Fileless.Values, engine.Variables.Types, null, force: false);
        engine.RefusedFiles = step is { IsRefused: true, IsForCode: true } && engine.References.Newest(engine.World) is { } tried ? new(files, tried, engine.World) : null;
        if (step.IsRefused)
        {
            engine.FileTrouble = [.. step.Errors.Select(WithWayOut)];
            return Told(engine, isHeard);
        }

        (engine.FileTrouble, engine.ToldTrouble) = ([], []);
        var followed = Followed(engine.World, step).ToList();
        engine.Switch(step);
        Record(engine, step);
        var uncached = engine.Units.Flush();
        IReadOnlyList<Note> notes = followed.Count == 0 ? [] : [.. followed, .. step.Notes];
        return uncached is null ? notes : [.. notes, uncached];
    }

    /// <summary>
    /// The step to the files as they are, though values cannot come with, which are set aside (what names them is broken until they are assigned), or code in the background could write them, which is interrupted.
    /// Refused where the files do not compile.
    /// </summary>
    public static PreparedStep Force(Engine engine) => engine.FileTrouble.Any(e => e.Code is not ("STET0102" or "STET0120")) ? PreparedStep.Refused(engine.FileTrouble)
        : engine.Redefinition.Prepare(engine.World, engine.Disk.Read(engine.Files), engine.Fileless.Values, engine.Variables.Types, null, force: true);

    private static Diagnostic WithWayOut(Diagnostic trouble) =>
        trouble.Code == "STET0102" ? trouble with { Message = $"{trouble.Message}. 'force' sets these values aside as plain data" } : trouble;

    private static IReadOnlyList<Note> Told(Engine engine, bool isHeard)
    {
        var isNews = isHeard && !engine.FileTrouble.SequenceEqual(engine.ToldTrouble);
        engine.ToldTrouble = isHeard ? engine.FileTrouble : engine.ToldTrouble;
        return isNews ? TroubleNotes(engine) : [];
    }

    /// <summary>One note for each file that is in trouble, and no more than a screen can show.</summary>
    public static IReadOnlyList<Note> TroubleNotes(Engine engine)
    {
        var files = engine.FileTrouble.GroupBy(e => e.Source).ToList();
        var notes = files.Take(MostNotes).Select(f => TroubleNote(f.First(), f.Count() - 1)).ToList();
        if (files.Count > MostNotes)
        {
            notes.Add(new(NoteKind.Broken, $"and {files.Count - MostNotes} more files; 'stet check' lists all", [.. files.Skip(MostNotes).Select(f => f.Key)]));
        }

        return notes;
    }

    private static Note TroubleNote(Diagnostic first, int more) => new(
        NoteKind.Broken,
        $"{first.Source}:{first.Line}:{first.Column}: {first.Message}{(more > 0 ? $" And {more} more in this file." : "")} (the last good definitions stay in force)",
        [first.Source]);

    private static void Record(Engine engine, PreparedStep step)
    {
        if (step.Bindings.Count + step.Carried.Variables.Count > 0)
        {
            var number = engine.Store.Begin(new("files"), "// definition files were saved", engine.Folder, DateTimeOffset.Now);
            List<Variable> carried = [.. step.Carried.Variables.Select(c => engine.Variables.Find(c.Variable.Name)).OfType<Variable>()];
            engine.Keeper.Keep(new(number, EntryState.Succeeded, 0, null, null, "", step.Bindings, []), carried, _ => [], inFront: false);
        }
    }

    private static IEnumerable<Note> Followed(World from, PreparedStep step)
    {
        if (step.Bindings.Count > 0)
        {
            var names = step.Bindings.Where(b => b.Kind is BindingKind.Definition or BindingKind.Reference).Select(b => b.Name).Order(StringComparer.Ordinal).ToList();
            yield return new(NoteKind.Redefined, $"followed the definition files: {Some(names)}", names);
        }
        else if (step.Result!.World.References != from.References)
        {
            var projects = from.References.Declared.Where(r => r.Kind == ReferenceKind.Project).Select(r => r.Name).ToList();
            yield return new(NoteKind.Redefined, $"built again: {string.Join(", ", projects)}", projects);
        }
    }

    /// <summary>All of them; of very many the first ones and how many more there are.</summary>
    private static string Some(List<string> names)
    {
        const int Most = 40;
        return names.Count <= Most ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more";
    }
}
