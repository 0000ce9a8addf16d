using System.Collections.Immutable;
using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects.Tests;

/// <summary>The corpora of lines that destroy and of honest ones, and how a line's expectation is compared with what was found.</summary>
internal static class Corpus
{
    public const string Work = "/home/ada/work";

    public static ShellSetting Setting { get; } = new(
        Work,
        new Dictionary<string, string> { ["HOME"] = "/home/ada", ["TMP"] = "/tmp/scratch", ["TARGET"] = "data", ["EMPTY"] = "", ["FILE"] = "my file.txt", ["EXT"] = "log" }.ToImmutableDictionary(),
        new Dictionary<string, string> { ["clean"] = "rm -rf build", ["zap"] = "rm", ["git co"] = "checkout", ["git nuke"] = "!git clean -fd" }.ToImmutableDictionary(),
        new SmallFolder(),
        code => code switch { "p" => ["notes.txt"], "dir" => ["logs"], "files" => ["data/a.csv", "data/b.csv"], _ => null });

    public static IEnumerable<string> Lines(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "corpora", name)).Where(l => l.Length > 0 && l[0] != '#');

    public static IEnumerable<(string Code, string Victims)> Destructive(bool shell) =>
        Lines("destructive.txt").Where(l => l[0] == '!' == shell).Select(l => (l[..l.LastIndexOf(" ##> ", StringComparison.Ordinal)], l[(l.LastIndexOf(" ##> ", StringComparison.Ordinal) + 5)..]));

    public static IEnumerable<string> Honest(bool shell) => Lines("honest.txt").Where(l => l[0] == '!' == shell);

    /// <summary>Exactly the expected victims, in any order. Beside victims that are no paths, others are allowed.</summary>
    public static bool HasVictims(CodeEffects effects, string expected)
    {
        var wanted = expected.Split(" | ");
        var paths = wanted.Where(w => w[0] is not ('~' or '?')).Select(Shown).Order(StringComparer.Ordinal);
        var found = effects.Victims.Where(v => v.Kind is VictimKind.File or VictimKind.Folder or VictimKind.Missing).Select(v => v.Kind == VictimKind.Folder ? $"{v.What}/ {v.Files}" : v.What);
        return effects.Destructive && paths.SequenceEqual(found.Order(StringComparer.Ordinal))
            && wanted.Where(w => w[0] == '~').All(w => effects.Victims.Any(v => v.Kind == VictimKind.Other && w[1..].Split(' ').All(word => v.What.Contains(word, StringComparison.OrdinalIgnoreCase))))
            && wanted.Contains("?") == effects.Victims.Any(v => v.Kind == VictimKind.Unknown || (v.Kind == VictimKind.Other && !wanted.Any(w => w[0] == '~')));
    }

    private static string Shown(string path)
    {
        var parts = path.Split("/ ");
        return PathText.Resolve(Work, parts[0]) + (parts.Length > 1 ? "/ " + parts[1] : "");
    }
}
