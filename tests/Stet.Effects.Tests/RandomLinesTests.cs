namespace Stet.Effects.Tests;

/// <summary>Whatever is typed, the analysis ends and throws nothing: a line that no shell would take is looked at too.</summary>
public class RandomLinesTests
{
    private static readonly string[] Pieces =
    [
        "rm", "-rf", "''", "\"\"", "read", "set", "push", "-d", " ", " ", " ", "data", "*", "?", "[a-", "]", "{a,b}", "{", "}", "(", ")", "((", "))", "$(", "`", "$", "${", "x", "#", "%", "'", "\"", "\\", "\n", ";", "&&", "||", "|", "&", ">",
        ">>", "<", "<<", "<<<", "EOF", "if", "then", "fi", "for", "in", "do", "done", "while", "case", "esac", ";;", "function", "f()", "find", "-exec", "xargs", "sh", "-c", "eval", "sudo", "git",
        "checkout", "--", "-", "=", "a=b", "@(", "@(p)", "~", "/", "..", "$@", "$1", "[[", "]]", "time", "!", "echo", "cd", "tar", "xf", "sed", "-i", "rsync", "--delete", "{1..9}", "\0", "ü", "\t",
    ];

    [Fact]
    public void No_text_breaks_the_analysis()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
            var thrown = Record.Exception(() => ShellEffects.Of(line, Corpus.Setting));
            Assert.True(thrown is null, $"seed {seed}, line {i}: {line}\n{thrown}");
        }
    }

    [Fact]
    public void Nesting_has_a_bound()
    {
        var line = string.Concat(Enumerable.Repeat("$(", 100_000)) + "rm notes.txt";
        Assert.Equal(Model.EffectKinds.Unknown, ShellEffects.Of(line, Corpus.Setting).Kinds);
    }

    [Fact]
    public void Cut_anywhere_a_line_is_still_looked_at()
    {
        foreach (var line in Corpus.Destructive(shell: true).Select(l => l.Code[1..]))
        {
            for (var length = 0; length < line.Length; length++)
            {
                var cut = line[..length];
                var thrown = Record.Exception(() => ShellEffects.Of(cut, Corpus.Setting));
                Assert.True(thrown is null, $"{cut}\n{thrown}");
            }
        }
    }
}
