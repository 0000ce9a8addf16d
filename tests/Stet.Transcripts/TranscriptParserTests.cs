namespace Stet.Transcripts;

public class TranscriptParserTests
{
    private const string Story = """
        # A story

        Some prose.

        ```stet
        > int f(int x) =>
        .     x + 1;
        > f(1)
        2
        > Console.Write("> a\n\n. b");
        \> a

        \. b
        ```
        <!-- stet: kill host -->

        ```csharp file=more/shapes.cs
        record Circle(double R);
        ```

        ```stet second
        > f(2)
        3
        ```

        ```csharp
        not.Run();
        ```

        ```sh
        $ stet eval 'f(3)'
        4
        ```
        """;

    [Fact]
    public void Writing_what_was_read_gives_the_same_text() => Assert.Equal(Story + "\n", TranscriptParser.Parse(Story).Text);

    [Fact]
    public void Every_kind_of_part_is_read()
    {
        var parts = TranscriptParser.Parse(Story).Parts.Where(part => part is not Prose).ToList();
        var session = Assert.IsType<SessionBlock>(parts[0]);
        Assert.Equal(SessionBlock.Main, session.Session);
        Assert.Equal([new("int f(int x) =>\n    x + 1;", ""), new("f(1)", "2"), new("Console.Write(\"> a\\n\\n. b\");", "> a\n\n. b")], session.Exchanges);
        Assert.Equal("kill host", Assert.IsType<Directive>(parts[1]).Words);
        Assert.Equal(("more/shapes.cs", "record Circle(double R);"), Assert.IsType<WrittenFile>(parts[2]) is var file ? (file.Path, file.Content.Single()) : default);
        Assert.Equal("second", Assert.IsType<SessionBlock>(parts[3]).Session);
        Assert.Equal([new("stet eval 'f(3)'", "4")], Assert.IsType<ShellBlock>(parts[4]).Exchanges);
        Assert.Equal(5, parts.Count);
    }

    [Fact]
    public void A_block_without_end_is_refused_with_its_line()
    {
        var refused = Assert.Throws<TranscriptFormatException>(() => TranscriptParser.Parse("one\n```stet\n> 1"));
        Assert.Equal("line 2: this block is not closed by a line ```", refused.Message);
    }

    [Fact]
    public void Output_before_any_input_is_refused_with_its_line()
    {
        var refused = Assert.Throws<TranscriptFormatException>(() => TranscriptParser.Parse("```stet\n2\n```"));
        Assert.StartsWith("line 2:", refused.Message);
    }

    [Fact]
    public void Output_that_looks_like_an_input_survives()
    {
        var exchange = new Exchange("x", "> a\n\\> b\n. c\n```\n$ d");
        var block = new SessionBlock(SessionBlock.Main, [exchange]);
        var read = TranscriptParser.Parse(string.Join('\n', block.Lines)).Parts.Single();
        Assert.Equal(exchange, Assert.IsType<SessionBlock>(read).Exchanges.Single());
    }
}
