using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects.Commands;

/// <summary>What one command does, written to the log with the words that lead to it and the victims as they are in the file system.</summary>
/// <param name="words">The command as the system gets it.</param>
internal sealed class Findings(ShellWalk walk, string words)
{
    private readonly VictimFinder finder = new(walk.Setting.Folders);

    public void Add(Verb verb, IReadOnlyList<Argument> paths)
    {
        if (verb == Verb.Deletes)
        {
            Log(EffectKinds.Deletes, [.. paths.Select(p => Path(p) is { } path ? finder.Deleted(path) : Unseen(p))]);
        }
        else if (verb == Verb.Overwrites)
        {
            var lost = paths.Select(p => (Argument: p, Path: Path(p))).ToList();
            List<Victim> victims = [.. lost.Where(l => !IsSurelyNew(l.Argument)).Select(l => l.Path is { } path ? finder.Overwritten(path) : Unseen(l.Argument)).OfType<Victim>()];
            if (victims.Count > 0)
            {
                Log(EffectKinds.Overwrites, victims);
            }
            else if (lost.Any(l => l.Path is null || !VictimFinder.IsSink(l.Path)))
            {
                Log(EffectKinds.WritesFiles, [.. lost.Select(l => l.Path).OfType<string>().Where(p => !VictimFinder.IsSink(p)).Select(VictimFinder.New)]);
            }
        }
        else if (verb != Verb.Appends || paths.Any(p => Path(p) is not { } path || !VictimFinder.IsSink(path)))
        {
            Add(verb);
        }
    }

    /// <summary>Victims that are no paths, in words.</summary>
    public void AddNamed(Verb verb, params IReadOnlyList<string> things) =>
        Log(Verbs.KindOf(verb), [.. things.Select(t => new Victim(walk.State.Elsewhere is { } place ? $"{place.Place}: {t}" : t, VictimKind.Other))]);

    public void Add(Verb verb)
    {
        if (Verbs.KindOf(verb) is not EffectKinds.Pure and var kind)
        {
            Log(kind, []);
        }
    }

    /// <summary>Some files, of which it is not known which.</summary>
    public void AddUnknown(Verb verb, string what) => Log(Verbs.KindOf(verb), [VictimFinder.Unknown(what)]);

    /// <summary>The absolute path; null where it is not known, or not of this file system.</summary>
    public string? Path(Argument argument) =>
        argument.Text is not { Length: > 0 } text || walk.State.Elsewhere is not null ? null
        : text.StartsWith('/') ? PathText.Resolve("/", text) : walk.State.Directory is { } folder ? PathText.Resolve(folder, text) : null;

    /// <summary>Not all of its name is known, but nothing that is there now has such a name.</summary>
    private bool IsSurelyNew(Argument argument) =>
        argument.Shape is { } shape && shape.Any(char.IsLetterOrDigit) && walk.State is { Elsewhere: null, Directory: { } folder } && Globbing.Expand(walk.Setting.Folders, folder, shape).Count == 0;

    private Victim Unseen(Argument argument) => walk.State.Elsewhere is { } place
        ? new($"{place.Place}: {argument}", place.Kind)
        : VictimFinder.Unknown(argument.Text is null ? "a path that is only known when it runs" : $"{argument} in a folder that is only known when it runs");

    private void Log(EffectKinds kind, IReadOnlyList<Victim> victims) => walk.Log.Add(kind, walk.ChainTo(words), victims);
}
