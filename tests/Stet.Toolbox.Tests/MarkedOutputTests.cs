using System.Text;
using Stet.Toolbox.Shell;
using Xunit;

namespace Stet.Toolbox.Tests;

/// <summary>Marks in what a terminal shows are found and taken out wherever the bytes are cut.</summary>
public class MarkedOutputTests
{
    private const string Mark = "\u001b_m\u001b\\";

    [Fact]
    public void Marks_are_taken_out_wherever_the_bytes_are_cut()
    {
        var bytes = Encoding.UTF8.GetBytes($"a\u001b[1mb{Mark}{Mark}c\u001b_mx\u001b");
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
            {
                var (shown, marks) = (new StringBuilder(), new List<int>());
                var output = new MarkedOutput(Encoding.UTF8.GetBytes(Mark), b => shown.Append(Encoding.UTF8.GetString(b.Span)), () => marks.Add(shown.Length));
                output.Take(bytes.AsMemory(0, first));
                output.Take(bytes.AsMemory(first, second - first));
                output.Take(bytes.AsMemory(second));
                Assert.Equal("a\u001b[1mbc\u001b_mx", shown.ToString());
                Assert.Equal([6, 6], marks);
            }
        }
    }

    [Fact]
    public void What_cannot_be_a_mark_does_not_wait()
    {
        var shown = new StringBuilder();
        var output = new MarkedOutput(Encoding.UTF8.GetBytes(Mark), b => shown.Append(Encoding.UTF8.GetString(b.Span)), () => { });
        output.Take(Encoding.UTF8.GetBytes("password: "));
        Assert.Equal("password: ", shown.ToString());
        output.Take(Encoding.UTF8.GetBytes("\u001b_"));
        output.Take(Encoding.UTF8.GetBytes("n"));
        Assert.Equal("password: \u001b_n", shown.ToString());
    }
}
