namespace Stet.Transcripts;

/// <summary>
/// A story with recorded input and output: Markdown that is read as the manual and run as a test.
/// Writing the parts one after another gives the file back, character for character.
/// </summary>
internal sealed record Transcript(IReadOnlyList<Part> Parts)
{
    public string Text => string.Join('\n', Parts.SelectMany(part => part.Lines)) + "\n";
}

/// <summary>One piece of a transcript, in the lines that it has in the file.</summary>
internal abstract record Part
{
    public abstract IEnumerable<string> Lines { get; }
}

/// <summary>Prose, and fenced blocks that nobody runs.</summary>
internal sealed record Prose(IReadOnlyList<string> Text) : Part
{
    public override IEnumerable<string> Lines => Text;
}

/// <summary>An HTML comment <c>&lt;!-- stet: words --&gt;</c>: what happens behind the story, such as killing the host.</summary>
internal sealed record Directive(string Words) : Part
{
    public override IEnumerable<string> Lines => [$"<!-- stet: {Words} -->"];
}

/// <summary>A block <c>```csharp file=name.cs</c>: the file is written into the workspace, as an editor would.</summary>
internal sealed record WrittenFile(string Info, string Path, IReadOnlyList<string> Content) : Part
{
    public override IEnumerable<string> Lines => [$"```{Info}", .. Content, "```"];
}

/// <summary>A block <c>```stet</c> or <c>```stet name</c>: submissions of one session, each with what the prompt printed.</summary>
internal sealed record SessionBlock(string Session, IReadOnlyList<Exchange> Exchanges) : Part
{
    public const string Main = "main";

    public override IEnumerable<string> Lines =>
        [Session == Main ? "```stet" : $"```stet {Session}", .. Exchanges.SelectMany(exchange => exchange.Lines("> ", ". ")), "```"];
}

/// <summary>A block <c>```sh</c> whose commands begin with <c>$ </c>: whole commands, each with what it printed.</summary>
internal sealed record ShellBlock(IReadOnlyList<Exchange> Exchanges) : Part
{
    public override IEnumerable<string> Lines => ["```sh", .. Exchanges.SelectMany(exchange => exchange.Lines("$ ", ". ")), "```"];
}

/// <summary>One input and the output recorded for it.</summary>
internal sealed record Exchange(string Input, string Output)
{
    public IEnumerable<string> Lines(string prompt, string continuation)
    {
        var input = Input.Split('\n').Select((line, i) => (i == 0 ? prompt : continuation) + line);
        return Output == "" ? input : input.Concat(Output.Split('\n').Select(line => IsInput(line, prompt, continuation) ? "\\" + line : line));
    }

    private static bool IsInput(string line, string prompt, string continuation) =>
        line.TrimStart('\\') is var bare && (bare.StartsWith(prompt, StringComparison.Ordinal) || bare.StartsWith(continuation, StringComparison.Ordinal)
            || bare == "```");
}
