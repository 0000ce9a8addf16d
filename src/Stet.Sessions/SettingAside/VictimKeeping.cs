using System.Globalization;
using Stet.Model;
using Stet.Sessions.Submitting;
using Stet.Storage;

namespace Stet.Sessions.SettingAside;

/// <summary>
/// Sets aside what code is about to delete or overwrite, as far as that is known, so that <c>undo</c> of the submission brings it back. What is not
/// protected is said, with the reason.
/// </summary>
internal static class VictimKeeping
{
    /// <summary>The binding that makes a submission one that can be undone.</summary>
    public const string Binding = "set aside";

    private const int MostTold = 3;

    /// <summary>These only take names away: a second name keeps the content.</summary>
    private static readonly HashSet<string> OnlyDeleting = ["rm", "rmdir", "unlink", "find", "git", "File.Delete", "Directory.Delete", "FileInfo.Delete", "DirectoryInfo.Delete", "FileSystemInfo.Delete"];

    /// <summary>A part of the submission is about to run.</summary>
    public static void Before(Engine engine, SubmissionProgress progress, CodeEffects effects)
    {
        if (!effects.Destructive)
        {
            return;
        }

        var paths = Victims(effects);
        var unprotected = paths.Count == 0 ? [] : engine.Trash().SetAside(progress.Number.Value, paths);
        progress.SetsAside |= paths.Count > 0;
        var others = effects.Reasons.Where(r => CodeEffects.IsDestruction(r.Kind)).SelectMany(r => r.Victims).Where(v => v.Kind is VictimKind.Other or VictimKind.Unknown).Select(v => v.What);
        Tell(progress, [.. unprotected, .. others.Distinct()]);
    }

    /// <summary>All has run: what was not touched after all is forgotten.</summary>
    /// <param name="goesOn">Programs that it started may be stopped or in the background, and destroy it yet.</param>
    public static void After(Engine engine, SubmissionProgress progress, bool goesOn)
    {
        if (progress.SetsAside && (goesOn || engine.Trash().Settle(progress.Number.Value)))
        {
            progress.Changes.Add(new(BindingKind.Setting, Binding, progress.Number.Value.ToString(CultureInfo.InvariantCulture), null));
        }
    }

    private static List<(string Path, bool IsOnlyDeleted)> Victims(CodeEffects effects) =>
    [
        .. effects.Reasons.Where(r => CodeEffects.IsDestruction(r.Kind))
            .SelectMany(r => r.Victims.Where(v => v.Kind is VictimKind.File or VictimKind.Folder).Select(v => (v.What, IsOnlyDeleted: IsOnlyDeleted(r))))
            .GroupBy(v => v.What.TrimEnd('/')).Select(g => (g.Key, g.All(v => v.IsOnlyDeleted))),
    ];

    private static bool IsOnlyDeleted(EffectReason reason) =>
        reason.Kind == EffectKinds.Deletes && reason.Chain.Count > 0 && OnlyDeleting.Contains(reason.Chain[^1].Split(' ')[0]);

    private static void Tell(SubmissionProgress progress, IReadOnlyList<string> unprotected)
    {
        if (unprotected.Count > 0)
        {
            var more = unprotected.Count > MostTold ? $" and {unprotected.Count - MostTold} more" : "";
            progress.Notes.Add(new(NoteKind.Unprotected, $"not set aside, so that undo does not bring it back: {string.Join(", ", unprotected.Take(MostTold))}{more}", unprotected));
        }
    }
}
