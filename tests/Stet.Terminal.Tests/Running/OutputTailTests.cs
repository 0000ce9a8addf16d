using Stet.Terminal.Running;

namespace Stet.Terminal.Tests.Running;

public class OutputTailTests
{
    [Theory]
    [InlineData("ab\ncd", "ab\n", "cd")]
    [InlineData("10%\r20%", "", "20%")]
    [InlineData("10%\r20%\n", "20%\n", "")]
    [InlineData("ab\r\ncd", "ab\n", "cd")]
    [InlineData("a\u001b[2Jb\u001b[3;4Hc\n", "abc\n", "")]
    [InlineData("a\u001b]0;title\u0007b\n", "ab\n", "")]
    [InlineData("\u001b[31mred\nstill\u001b[0m\n", "\u001b[31mred\u001b[0m\n\u001b[31mstill\u001b[0m\n", "")]
    [InlineData("a\u0007\u0000b\n", "ab\n", "")]
    [InlineData("abc\b\bd\n", "ad\n", "")]
    public void Lines_are_given_out_when_they_end(string text, string finished, string left)
    {
        Check([text], finished, left);
        Check([.. text.Select(c => c.ToString())], finished, left);
    }

    private static void Check(string[] pieces, string finished, string left)
    {
        var tail = new OutputTail();
        Assert.Equal(finished, string.Concat(pieces.Select(tail.Take)));
        Assert.Equal(left, string.Concat(tail.Rows(80)[0].Select(cell => cell.Text)));
    }
}
