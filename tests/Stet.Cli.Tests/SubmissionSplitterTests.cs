using Stet.Cli.Input;
using Stet.Model;

namespace Stet.Cli.Tests;

public class SubmissionSplitterTests
{
    [Theory]
    [InlineData("a\nb", "a|b")]
    [InlineData("\n\na\n\n  \nb\n", "a|b")]
    [InlineData("// about a\na", "a")]
    [InlineData("f {\n\nx }\nb", "f {/ /x }|b")]
    [InlineData("if {}\nelse {}\nb", "if {}/else {}|b")]
    [InlineData("elsewhere\nelsewhere", "elsewhere|elsewhere")]
    [InlineData("days\n  .Where(x)\n  .Count()\n..3", "days/  .Where(x)/  .Count()|..3")]
    [InlineData("f {", "f {")]
    [InlineData("", "")]
    public void Lines_become_submissions(string lines, string submissions) =>
        Assert.Equal(submissions, string.Join('|', Split(lines)).Replace("\n\n", "/ /").Replace('\n', '/'));

    [Fact]
    public void A_line_that_has_not_come_yet_is_not_waited_for() =>
        Assert.Equal(["if {}", "else {}"], new SubmissionSplitter(new OneByOne(["if {}", "else {}"]), StateOf).Submissions());

    private static IEnumerable<string> Split(string lines) =>
        new SubmissionSplitter(new LineReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines))), StateOf).Submissions();

    /// <summary>Complete where the braces are closed.</summary>
    private static InputState StateOf(string text) =>
        text.Count(c => c == '{') > text.Count(c => c == '}') ? InputState.Incomplete : InputState.Complete;

    private sealed class OneByOne(IEnumerable<string> lines) : ILineReader
    {
        private readonly Queue<string> _lines = new(lines);

        public string? Read() => _lines.TryDequeue(out var line) ? line : null;

        public string? PeekAvailable() => null;
    }
}
