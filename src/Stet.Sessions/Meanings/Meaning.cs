using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Effects;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Recipes;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Meanings;

/// <summary>
/// What a history entry meant when it ran: what its names were bound to, where it ran, and what it could do then. Stored with the entry; property names are
/// part of the stored format.
/// </summary>
/// <param name="Machine">The name of the computer.</param>
/// <param name="Directory">The session's directory when the run began.</param>
/// <param name="Used">Variables and definitions that it used, also through functions, each with the content it had.</param>
/// <param name="Types">C# types of those variables.</param>
/// <param name="Names">Names in its text that were the workspace's own.</param>
/// <param name="Kinds">What it could do.</param>
/// <param name="Victims">What it could delete or overwrite, as it was just before the run.</param>
/// <param name="NewFiles">Files that it would make.</param>
/// <param name="Patterns">Patterns of file names in its shell lines, with what they stood for.</param>
internal sealed record Meaning(
    string Machine,
    string Directory,
    Recipe Used,
    IReadOnlyDictionary<string, string> Types,
    IReadOnlyList<string> Names,
    EffectKinds Kinds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MeantFiles? Victims = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? NewFiles = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MeantPattern>? Patterns = null)
{
    public static Meaning? Parse(string? json) => json is null or "" ? null : JsonSerializer.Deserialize(json, PayloadJson.Default.Meaning);

    public override string ToString() => JsonSerializer.Serialize(this, PayloadJson.Default.Meaning);
}

/// <summary>What code would destroy, by path or in words.</summary>
/// <param name="Names">At most <see cref="Most"/> of them.</param>
/// <param name="Count">How many things are named in all.</param>
/// <param name="Files">How many files that is; what is no file or cannot be counted counts as one.</param>
internal sealed record MeantFiles(IReadOnlyList<string> Names, int Count, int Files)
{
    public const int Most = 300;

    public static MeantFiles? Of(CodeEffects effects) =>
        effects.Victims.Count == 0 ? null : new([.. effects.Victims.Take(Most).Select(v => v.What)], effects.Victims.Count, effects.Victims.Sum(FilesOf));

    /// <summary>What is not there is not destroyed.</summary>
    public static int FilesOf(Victim victim) => victim.Kind switch
    {
        VictimKind.Missing => 0,
        VictimKind.Folder => Math.Max(1, victim.Files ?? 1),
        _ => 1,
    };
}

/// <summary>A pattern of file names and the files that it stood for.</summary>
/// <param name="Count">How many.</param>
/// <param name="Names">A hash of their names, in order, as 32 hexadecimal digits.</param>
internal sealed record MeantPattern(string Pattern, int Count, string Names)
{
    /// <summary>A set that has grown by less is ordinary work.</summary>
    private const int Growth = 10;

    public static IReadOnlyList<MeantPattern> In(string text, string directory) =>
        [.. FileSets.Of(text, new DiskView(), directory).Select(s => new MeantPattern(s.Pattern, s.Files.Count, Hashing.Of(System.Text.Encoding.UTF8.GetBytes(string.Join('\0', s.Files))).ToString()))];

    /// <summary>More than twice as many, and at least ten more.</summary>
    public bool HasOutgrown(MeantPattern then) => Count > 2 * then.Count && Count >= then.Count + Growth;
}
