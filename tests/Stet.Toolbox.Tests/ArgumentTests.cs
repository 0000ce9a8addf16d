using System.Text;
using Stet.Toolbox.Shell;
using Xunit;
using static Stet.Toolbox.Commands;

namespace Stet.Toolbox.Tests;

/// <summary>The attack on interpolation: whatever a value contains, it arrives as exactly one argument, byte for byte, wherever it stands.</summary>
public class ArgumentTests
{
    private static readonly string[] Nasty =
    [
        "", " ", "a b", "  two  ", "\t", "\n", "a\nb\n", "'", "\"", "''", "'\\''", "\\", "a\\", "\\n", "$HOME", "${HOME}", "$(echo bad)", "`echo bad`", "$((1+1))", "*", "?", "[a]", "{a,b}", "~", "~root", "-n", "-e", "--", "-rf",
        "; echo bad", "& echo bad", "| cat", "> out", "< in", "#", "!x", "!!", "a#b", "\r\n", "é", "日本語", "😀", "\u0001\u007f", "%s%n", "a=b", "(x)", "[[ x ]]", "E", "E\n", "\nE\n", "@(x)", "__stet_1_1", "$__stet_1_1", "\uDC80\uDCFF", "a\uDCE9b", "\uDCF0\uDC9F", "\uFDD0", "\u00a0",
    ];

    /// <summary>By number: the names of tests cannot hold every text.</summary>
    public static TheoryData<int> Values => [.. Enumerable.Range(0, Nasty.Length)];

    [Theory]
    [MemberData(nameof(Values))]
    public void As_a_word(int number) => With(number, value => Same([value], sh($"printf '%s\\0' {value}")));

    [Theory]
    [MemberData(nameof(Values))]
    public void Inside_a_word(int number) => With(number, value => Same([$"--x={value}/y"], sh($"printf '%s\\0' --x={value}/y")));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_double_quotes(int number) => With(number, value => Same([$"a {value} b"], sh($"printf '%s\\0' \"a {value} b\"")));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_single_quotes(int number) => With(number, value => Same([$"a {value} $b"], sh($"printf '%s\\0' 'a {value} $b'")));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_escape_quotes(int number) => With(number, value => Same([$"a\t{value}\t"], sh($"printf '%s\\0' $'a\\t{value}\\t'")));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_substitutions(int number) => With(number, value => Same([$"<{value}>"], sh($"printf '%s\\0' \"$(printf '<%s>' {value})\"")));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_back_quotes(int number) => With(number, value => Same([$"<{value}>"], sh($"printf '%s\\0' \"`printf '<%s>' {value}`\"")));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_parameters(int number) => With(number, value => Same([value, $"a{value}"], sh($"printf '%s\\0' ${{nosuch:-{value}}} \"${{nosuch:-a{value}}}\"")));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_here_documents(int number) => With(number, value => Assert.Equal(SystemBytes($"a {value} b\n"), sh($"cat <<E\na {value} b\nE\n").Bytes()));

    [Theory]
    [MemberData(nameof(Values))]
    public void In_assignments_and_loops(int number) => With(number, value => Same([value, value], sh($"x={value}; for i in {value} \"$x\"; do printf '%s\\0' \"$i\"; done")));

    [Theory]
    [MemberData(nameof(Values))]
    public void As_a_line_of_input(int number) => With(number, value => Assert.Equal(SystemBytes(value + "\n"), new[] { value }.Pipe($"cat").Bytes()));

    [Fact]
    public void A_sequence_is_as_many_arguments_as_it_has_elements()
    {
        Same(Nasty, sh($"printf '%s\\0' {Nasty}"));
        Same(["1", "2.5", "true"], sh($"printf '%s\\0' {new object[] { 1, 2.5, true }}"));
    }

    [Fact]
    public void An_empty_sequence_is_no_argument() => Same(["a", "b"], sh($"printf '%s\\0' a {Array.Empty<string>()} b"));

    [Fact]
    public void Bytes_are_an_argument_as_they_are() => Assert.Equal([0xFF, 0x20, 0xFE], sh($"printf '%s' {new byte[] { 0xFF, 0x20, 0xFE }}").Bytes());

    [Fact]
    public void Names_of_files_that_are_no_utf8_come_back_as_they_were()
    {
        var folder = Directory.CreateTempSubdirectory("stet-shell-").FullName;
        sh($"cd {folder} && touch $'\\xff.csv' $'a\\xe9b c.csv' ok.csv").OrThrow().Lines();
        var names = sh($"cd {folder} && ls").Lines();
        Assert.Equal(3, names.Length);
        Assert.Equal(3, sh($"cd {folder} && ls -- {names}").OrThrow().Lines().Length);
        sh($"cd {folder} && rm -- {names}").OrThrow().Lines();
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    [Fact]
    public void What_would_be_a_wrong_argument_is_refused()
    {
        Assert.Throws<ArgumentException>(() => sh($"echo {null}"));
        Assert.Throws<ArgumentException>(() => sh($"rm -rf {Array.Empty<string>()}/x"));
        Assert.Throws<ArgumentException>(() => sh($"echo x{new[] { "a", "b" }}"));
        Assert.Throws<ArgumentException>(() => sh($"echo \"{new[] { "a", "b" }}\""));
        Assert.Throws<ArgumentException>(() => sh($"echo {new object()}"));
        Assert.Throws<ArgumentException>(() => sh($"echo {new Dictionary<string, int> { ["a"] = 1 }}"));
        Assert.Throws<ArgumentException>(() => sh($"echo {"a\0b"}"));
        Assert.Throws<ArgumentException>(() => sh($"echo $(({"a[$(echo bad >&2)]"}+1))"));
    }

    [Fact]
    public void Numbers_in_arithmetic_are_numbers() => Assert.Equal("-4", sh($"echo $(({-5}+1))").Text());

    [Fact]
    public void Values_are_written_as_they_are_everywhere() =>
        Assert.Equal("0.5 true 2026-01-02 Monday", sh($"echo {0.5} {true} {new DateOnly(2026, 1, 2)} {DayOfWeek.Monday}").Text());

    private static void With(int number, Action<string> test) => test(Nasty[number]);

    private static void Same(IReadOnlyList<string> expected, ShellCommand command) =>
        Assert.Equal(Hex(expected.SelectMany(e => SystemBytes(e).Append((byte)0))), Hex(command.Bytes()));

    private static string Hex(IEnumerable<byte> bytes) => Convert.ToHexString([.. bytes]);

    /// <summary>The characters that stand for single bytes as those; all else as UTF-8.</summary>
    private static byte[] SystemBytes(string text)
    {
        var bytes = new List<byte>();
        foreach (var rune in text.Select((c, i) => (c, i)).Where(p => !char.IsLowSurrogate(p.c) || p.i == 0 || !char.IsHighSurrogate(text[p.i - 1])))
        {
            bytes.AddRange(rune.c is >= '\uDC80' and <= '\uDCFF' ? [(byte)(rune.c & 0xFF)] : Encoding.UTF8.GetBytes(char.IsHighSurrogate(rune.c) ? text.Substring(rune.i, 2) : rune.c.ToString()));
        }

        return [.. bytes];
    }
}
