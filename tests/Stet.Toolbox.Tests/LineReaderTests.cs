using System.Text;
using Stet.Toolbox.Shell;
using Stet.Toolbox.Shell.Posix;
using Xunit;

namespace Stet.Toolbox.Tests;

/// <summary>Lines are what splitting the whole at its line breaks gives, whatever their lengths and wherever the pipe cuts them.</summary>
public class LineReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lines_are_what_splitting_the_whole_gives(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var text = Anything(random, random.Next(6) switch { 0 => 0, 1 => 400_000, _ => random.Next(3_000) });
            var expected = text.Split('\n');
            Assert.Equal(expected[^1].Length == 0 ? expected[..^1] : expected, Read(Encoding.UTF8.GetBytes(text), random));
        }
    }

    [Fact]
    public void After_what_is_not_ASCII_lines_are_right_again()
    {
        var long1 = new string('é', 200_000);
        var long2 = new string('x', 600_000);
        Assert.Equal(["a", long1, "b", long2, "\uDCFF", "c"], Read([.. Encoding.UTF8.GetBytes($"a\n{long1}\nb\n{long2}\n"), 0xFF, .. "\nc"u8], new(1)));
    }

    private static string Anything(Random random, int length)
    {
        var text = new StringBuilder();
        var common = random.Next(3) == 0 ? "é日" : "xyz";
        for (var most = random.Next(1, 200); text.Length < length;)
        {
            text.Append(common[random.Next(common.Length)], random.Next(most)).Append(random.Next(20) == 0 ? "\n\n" : "\n").Append(random.Next(50) == 0 ? "ü" : "a");
        }

        return text.ToString();
    }

    private static List<string> Read(byte[] bytes, Random random)
    {
        var (read, write) = Descriptor.Pipe();
        var writing = new Thread(() =>
        {
            for (var at = 0; at < bytes.Length;)
            {
                var piece = Math.Min(random.Next(1, 100_000), bytes.Length - at);
                write.WriteAll(bytes.AsSpan(at, piece));
                at += piece;
            }

            write.Dispose();
        });
        writing.Start();
        var reader = new LineReader(read);
        var lines = new List<string>();
        while (reader.Next() is { } line)
        {
            lines.Add(line);
        }

        writing.Join();
        read.Dispose();
        return lines;
    }
}
