using System.Text;
using System.Text.Json;

namespace Stet.Transcripts;

/// <summary>What came of one submission, read from the line that <c>stet --json</c> prints for it, and written as the transcripts show it.</summary>
internal static class Printed
{
    /// <summary>What the prompt prints, but for the source line that it repeats under an error: what the code wrote, the value, errors with their place, notes.</summary>
    /// <param name="lines">The line of the outcome, and later lines about the same submission.</param>
    public static string Of(params IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        AppendOutcome(text, lines[0]);
        foreach (var line in lines.Skip(1))
        {
            using var later = JsonDocument.Parse(line);
            if (later.RootElement.TryGetProperty("note", out var note))
            {
                AppendLine(text, $"note: {TextOf(note, "text")}");
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void AppendOutcome(StringBuilder text, string line)
    {
        using var outcome = JsonDocument.Parse(line);
        var root = outcome.RootElement;
        AppendLine(text, TextOf(root, "stdout"));
        AppendLine(text, TextOf(root, "text"));
        foreach (var error in Items(root, "errors"))
        {
            AppendLine(text, $"{Place(error)}{TextOf(error, "code")}: {TextOf(error, "message")}");
        }

        foreach (var note in Items(root, "notes"))
        {
            AppendLine(text, $"note: {TextOf(note, "text")}");
        }
    }

    private static void AppendLine(StringBuilder text, string line)
    {
        if (line.Length > 0)
        {
            text.Append(line.ReplaceLineEndings("\n").TrimEnd('\n')).Append('\n');
        }
    }

    private static string Place(JsonElement error) =>
        TextOf(error, "source") is { Length: > 0 } source
            ? $"{source}:{error.GetProperty("line").GetInt32()}:{error.GetProperty("column").GetInt32()}: error "
            : "error ";

    private static string TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IEnumerable<JsonElement> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];
}
