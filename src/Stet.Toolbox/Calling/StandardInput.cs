namespace Stet.Calling;

/// <summary>
/// Standard input of the command that runs the code, in the forms that a parameter marked <see cref="StdinAttribute"/> can have. Nothing is read before it is asked for.
/// </summary>
public static class StandardInput
{
    private static readonly AsyncLocal<Source?> Flowing = new();
    private static readonly Lazy<Source> OfProcess = new(() => new(Console.OpenStandardInput()));

    /// <summary>What is read; set by the engine for each run. Where nothing is set it is the process's own.</summary>
    public static Stream Bytes
    {
        get => Current.Bytes;
        set => Flowing.Value = new(value);
    }

    /// <summary>All who read text share it: it reads ahead.</summary>
    public static TextReader Reader => Current.Reader;

    public static string Text => Reader.ReadToEnd();

    /// <summary>One after another, as they come.</summary>
    public static IEnumerable<string> Lines
    {
        get
        {
            var reader = Reader;
            while (reader.ReadLine() is { } line)
            {
                yield return line;
            }
        }
    }

    public static string[] AllLines => [.. Lines];

    public static List<string> LineList => [.. Lines];

    private static Source Current => Flowing.Value ?? OfProcess.Value;

    private sealed class Source(Stream bytes)
    {
        public Stream Bytes => bytes;

        public TextReader Reader => field ??= new StreamReader(bytes);
    }
}
