using System.Text.Json;
using Stet.Model;

namespace Stet.Cli.Input;

/// <summary>A file that <c>stet run</c> can run: C# (.cs, .csx), a transcript (.md) or a notebook (.ipynb).</summary>
internal sealed class SubmissionFile
{
    private readonly IReadOnlyList<string> _whole;
    private readonly string? _lines;

    private SubmissionFile(IReadOnlyList<string> whole, string? lines, bool endsAtFailure)
    {
        _whole = whole;
        _lines = lines;
        EndsAtFailure = endsAtFailure;
    }

    public bool EndsAtFailure { get; }

    /// <exception cref="UsageException">The file's kind is unknown, or its content is not of its kind.</exception>
    public static SubmissionFile Read(string path)
    {
        var text = File.ReadAllText(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".cs" or ".csx" => new([], text, true),
            ".md" => new(TranscriptInputs.Of(text), null, false),
            ".ipynb" => new(CodeCells(text, path), null, true),
            var other => throw new UsageException($"'{other}' files cannot be run: {path} should be .cs, .csx, .md or .ipynb"),
        };
    }

    /// <summary>The submissions in order; those of a script end where the C# is complete.</summary>
    public IEnumerable<string> Submissions(Func<string, InputState> stateOf) =>
        _lines is null ? _whole : new SubmissionSplitter(new TextLines(_lines), stateOf).Submissions();

    /// <summary>Each code cell of a notebook (nbformat 4) that is not empty.</summary>
    private static List<string> CodeCells(string text, string path)
    {
        try
        {
            using var notebook = JsonDocument.Parse(text);
            return [.. notebook.RootElement.GetProperty("cells").EnumerateArray()
                .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
                .Select(cell => Source(cell.GetProperty("source")))
                .Where(code => code.Trim().Length > 0)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"{path} is not a notebook: {e.Message}");
        }
    }

    private static string Source(JsonElement source) => source.ValueKind == JsonValueKind.Array
        ? string.Concat(source.EnumerateArray().Select(line => line.GetString()))
        : source.GetString() ?? "";

    private sealed class TextLines(string text) : ILineReader
    {
        private readonly Queue<string> _lines = new(text.ReplaceLineEndings("\n").Split('\n'));

        public string? Read() => _lines.TryDequeue(out var line) ? line : null;

        public string? PeekAvailable() => _lines.TryPeek(out var line) ? line : null;
    }
}
