using System.Globalization;
using System.Text.RegularExpressions;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary>
/// Generic types in what Stet says: <c>Box&lt;T&gt;</c>, as the user wrote it, and not the key by which the workspace knows it, which has the number of parameters only.
/// One that is not defined any more is <c>Box&lt;&gt;</c>, as the compiler says it.
/// </summary>
internal static partial class WrittenNames
{
    public static string Of(Definition definition) => definition.Key.Contains('`', StringComparison.Ordinal) ? TypeParameters.Shown(definition) : definition.Key;

    /// <summary>A text with all such keys in it written so.</summary>
    public static string In(World world, string text) => text.Contains('`', StringComparison.Ordinal) ? Key().Replace(text, key => Written(world, key)) : text;

    public static Note In(World world, Note note) => note with { Text = In(world, note.Text) };

    /// <summary>What the compiler says, and what code throws, stays as it is.</summary>
    public static Diagnostic In(World world, Diagnostic error) => error.Code.StartsWith("STET", StringComparison.Ordinal) ? error with { Message = In(world, error.Message) } : error;

    private static string Written(World world, Match key) => world.Graph.Definitions.GetValueOrDefault(key.Value) is { } definition ? Of(definition)
        : $"{key.Groups["name"].Value}<{new string(',', int.Parse(key.Groups["arity"].Value, CultureInfo.InvariantCulture) - 1)}>";

    [GeneratedRegex(@"(?<name>[\p{L}_][\p{L}\p{N}_.]*)`(?<arity>[1-9][0-9]?)(?![\p{L}\p{N}_`])")]
    private static partial Regex Key();
}
