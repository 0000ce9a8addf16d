namespace Stet.Effects.Shell;

/// <summary>One argument as the program gets it.</summary>
/// <param name="Text">Null where it is only known when it runs.</param>
/// <param name="Shape">Then: a pattern of file names with what is known of it.</param>
internal readonly record struct Argument(string? Text, string? Shape = null)
{
    public override string ToString() => Text is null ? Shape?.Replace('*', '?') ?? "?" : Text.Length == 0 || Text.Any(char.IsWhiteSpace) ? $"'{Text}'" : Text;
}

/// <summary>What a command writes to its output, so far as it is known.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Items">Or the lines that may be in it.</param>
internal sealed record Produced(string? Text, IReadOnlyList<string>? Items = null)
{
    public static Produced Unknown { get; } = new((string?)null);

    public static Produced Nothing { get; } = new("");

    /// <summary>Null where they are not known.</summary>
    public IReadOnlyList<string>? Lines => Items ?? Text?.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string>? Words => Items ?? Text?.Split([' ', '\t', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries);
}
