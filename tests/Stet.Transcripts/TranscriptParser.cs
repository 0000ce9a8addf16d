using System.Text.RegularExpressions;

namespace Stet.Transcripts;

/// <summary>A transcript that cannot be read, with the line where reading stopped.</summary>
internal sealed class TranscriptFormatException(int line, string message) : Exception($"line {line}: {message}");

/// <summary>Reads a transcript. Every line ends up in exactly one part.</summary>
internal sealed partial class TranscriptParser
{
    private readonly string[] lines;
    private readonly List<Part> parts = [];
    private readonly List<string> prose = [];
    private int next;

    private TranscriptParser(string text) => lines = text.TrimEnd('\n').Split('\n');

    public static Transcript Parse(string text) => new TranscriptParser(text).Read();

    [GeneratedRegex("^<!-- stet: (.+) -->$")]
    private static partial Regex DirectiveLine();

    private Transcript Read()
    {
        while (next < lines.Length)
        {
            var line = lines[next++];
            if (DirectiveLine().Match(line) is { Success: true } directive)
            {
                Add(new Directive(directive.Groups[1].Value));
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                ReadBlock(line[3..]);
            }
            else
            {
                prose.Add(line);
            }
        }

        FlushProse();
        return new(parts);
    }

    private void ReadBlock(string info)
    {
        var start = next;
        var content = BlockContent();
        switch (info.Split(' '))
        {
            case ["stet"]:
                Add(new SessionBlock(SessionBlock.Main, Exchanges(content, start, "> ", ". ")));
                break;
            case ["stet", var session]:
                Add(new SessionBlock(session, Exchanges(content, start, "> ", ". ")));
                break;
            case ["sh"] when content.Any(line => line.StartsWith("$ ", StringComparison.Ordinal)):
                Add(new ShellBlock(Exchanges(content, start, "$ ", ". ")));
                break;
            case [_, var file] when file.StartsWith("file=", StringComparison.Ordinal):
                Add(new WrittenFile(info, file["file=".Length..], content));
                break;
            default:
                prose.AddRange([$"```{info}", .. content, "```"]);
                break;
        }
    }

    private List<string> BlockContent()
    {
        var start = next;
        var content = new List<string>();
        while (next < lines.Length && lines[next] != "```")
        {
            content.Add(lines[next++]);
        }

        if (next++ == lines.Length)
        {
            throw new TranscriptFormatException(start, "this block is not closed by a line ```");
        }

        return content;
    }

    private static List<Exchange> Exchanges(List<string> content, int start, string prompt, string continuation)
    {
        var exchanges = new List<Exchange>();
        for (var i = 0; i < content.Count;)
        {
            if (!content[i].StartsWith(prompt, StringComparison.Ordinal))
            {
                throw new TranscriptFormatException(start + i + 1, $"a block begins with an input, a line that starts with '{prompt}'");
            }

            var input = new List<string> { content[i++][prompt.Length..] };
            while (i < content.Count && content[i].StartsWith(continuation, StringComparison.Ordinal))
            {
                input.Add(content[i++][continuation.Length..]);
            }

            var output = content.Skip(i).TakeWhile(line => !line.StartsWith(prompt, StringComparison.Ordinal)).ToList();
            i += output.Count;
            exchanges.Add(new(string.Join('\n', input), string.Join('\n', output.Select(Unescaped))));
        }

        return exchanges;
    }

    private static string Unescaped(string line) => line.StartsWith('\\') && line.TrimStart('\\') is ['>' or '$' or '.' or '`', ..] ? line[1..] : line;

    private void Add(Part part)
    {
        FlushProse();
        parts.Add(part);
    }

    private void FlushProse()
    {
        if (prose.Count > 0)
        {
            parts.Add(new Prose([.. prose]));
            prose.Clear();
        }
    }
}
