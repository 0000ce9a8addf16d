using System.Text;
using Stet.Toolbox.Shell;
using Xunit;
using static Stet.Toolbox.Commands;

namespace Stet.Toolbox.Tests;

/// <summary>
/// The attack on interpolation by chance: words, quotes, expansions and commands around a value, one in another, run by the real shell. A program is given exactly the arguments that were
/// meant, or the line is refused before anything runs.
/// </summary>
public class RandomPlaceTests
{
    /// <summary>Stands for the value in the texts below, and in what they are to give.</summary>
    private const char Value = '\u00a7';

    private const string Letters = "ab *?[]{}()<>|&;!#~$`\"'\\/%^,:=+-@\n\t\r0é\u0001\uDCFF";

    private static readonly string[] Worst = ["", "$(touch hit)", "`touch hit`", "x[$(touch hit)]", "'; touch hit; '", "\"; touch hit; \"", "*", "a b", "-n", "--", "\n", "\\", "$HOME", "${HOME}", "&", "/", "}", "E", "~"];

    /// <summary>Forms of a word, and the one argument that each is.</summary>
    private static readonly (string Word, string Argument)[] Words =
    [
        ("§", "§"), ("\"§\"", "§"), ("'§'", "§"), ("$'§'", "§"), ("a§b", "a§b"), ("--x=§", "--x=§"), ("\"a §\"'§ b'", "a §§ b"), ("$§", "$§"), ("\"$§\"", "$§"), ("\"\\$§\"", "$§"), ("\"\\\\§\"", "\\§"), ("'\\§'", "\\§"), ("$'\\t§'", "\t§"),
        ("\"${none:-§}\"", "§"), ("\"${none-a§}\"", "a§"), ("${none:-§}", "§"), ("\"${some:+§}\"", "§"), ("\"${none:-\"§\"}\"", "§"), ("\"$(printf %s § ; printf x)\"", "§x"), ("\"`printf %s § ; printf x`\"", "§x"), ("\"$(printf %s \"$(printf %s '§'; printf y)\"; printf x)\"", "§yx"),
        ("\"${same#§}\"", ""), ("\"${same%§}\"", ""), ("\"${same##'§'}\"", ""), ("\"${same#\"§\"}\"", ""), ("\"${some/o/§}\"", "s§me"), ("\"${some//o/\"§\"}\"", "s§me"), ("\"$same§\"", "§§"), ("\"${list[1]}§\"", "two§"), ("\"${#some}§\"", "4§"), ("\"$((1 + 1))§\"", "2§"), ("{§,}", "§"),
    ];

    /// <summary>What may be around a command without changing what it prints.</summary>
    private static readonly string[] Around =
    [
        "{ ¤; }", "( ¤ )", "if true; then ¤; fi", "for i in 1; do ¤; done", "for ((i = 0; i < 1; i++)); do ¤; done", "while :; do ¤; break; done", "case x in x) ¤;; esac", "f() { ¤; }; f", "true && ¤", "false || ¤", "¤ | cat", "cat < <(¤)", "¤ 2> /dev/null",
        "echo '§' \"§\" > /dev/null; ¤", "cat <<E > /dev/null\na § $§ ${same#§} \"\nE\n¤", "cat <<'X' > /dev/null\n$( it's\nX\n¤", "cat <<< § > /dev/null; ¤", "[[ § == § ]] && ¤", "case § in \"$same\") ¤;; esac", "x=§; [ \"$x\" = \"$same\" ] && ¤", "set -- §; [ \"$1\" = \"$same\" ] && ¤",
        "export y=§; [ \"$y\" = \"$same\" ] && ¤", "a=(§ z); [ \"${a[0]}\" = \"$same\" ] && ¤", "local_() { local z=§; [ \"$z\" = \"$same\" ] && ¤; }; local_", "printf %s § > out && [ -s out -o -z § ] && ¤", "true # it's \"not $( seen\n¤",
    ];

    [Fact]
    public void Arguments_are_what_was_meant_wherever_the_value_stands()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("stet-places-").FullName;
        for (var i = 0; i < 250; i++)
        {
            var value = random.Next(3) == 0 ? Worst[random.Next(Worst.Length)] : new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var words = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Words[random.Next(Words.Length)]).ToList();
            var command = Enumerable.Range(0, random.Next(4)).Aggregate($"printf '<%s>' {string.Join(' ', words.Select(w => w.Word))}", (inner, _) => Around[random.Next(Around.Length)].Replace("¤", inner));
            var text = $"cd '{folder}'; some=some list=(one two) same=§; {command}";
            var expected = string.Concat(words.Select(w => $"<{w.Argument.Replace(Value.ToString(), value)}>"));
            var got = Bytes(Line(text, value));
            Assert.True(got == Hex(expected), $"seed {seed}: {text}\nwith {value}\ngave {Encoding.UTF8.GetString(Convert.FromHexString(got))}\nnot  {expected}");
            Assert.False(File.Exists(Path.Combine(folder, "hit")), $"seed {seed}: {text}\nwith {value} ran what the value contains");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("a[§]=1")]
    [InlineData("a[§]+=1")]
    [InlineData("echo ${a[§]}")]
    [InlineData("echo \"${a[§]}\"")]
    [InlineData("x=abc; echo \"${x:§}\" ")]
    [InlineData("echo \"${x:1:§}\"")]
    [InlineData("echo $[§+1]")]
    [InlineData("(( y = § ))")]
    [InlineData("echo $((§))")]
    [InlineData("for ((i=0;i<§;i++)); do :; done")]
    public void What_the_shell_computes_must_be_a_number(string text)
    {
        Assert.Throws<ArgumentException>(() => sh(Line(text, "x[$(touch hit)]")).Lines());
        Assert.Throws<ArgumentException>(() => sh(Line(text, "")).Lines());
        _ = sh(Line(text, 2)).OrThrow().Lines();
    }

    [Theory]
    [InlineData("echo x > § y")]
    [InlineData("echo x >> § y")]
    [InlineData("echo x 2>& § y")]
    [InlineData("echo x &> § y")]
    [InlineData("cat < §")]
    [InlineData("cat <<< § y")]
    [InlineData("x=§")]
    [InlineData("cat <<E\n§\nE")]
    public void Where_one_word_is_wanted_a_sequence_is_refused(string text)
    {
        Assert.Throws<ArgumentException>(() => sh(Line(text, Array.Empty<string>())).Lines());
        Assert.Throws<ArgumentException>(() => sh(Line(text, new[] { "a", "b" })).Lines());
    }

    [Theory]
    [InlineData("echo \\§")]
    [InlineData("echo \"\\§\"")]
    [InlineData("echo $'\\§'")]
    [InlineData("cat <<E\n\\§\nE")]
    [InlineData("cat <<'E'\n§\nE")]
    [InlineData("echo a # §")]
    [InlineData("x=aba; echo ${x/b/§}")]
    [InlineData("echo ${none:=§}")]
    public void What_would_not_arrive_as_it_is_is_refused(string text) => Assert.Throws<ArgumentException>(() => sh(Line(text, "*")).Lines());

    private static ShellLine Line(string text, object value)
    {
        var line = new ShellLine(text.Length, 1);
        foreach (var (index, part) in text.Split(Value).Index())
        {
            if (index > 0)
            {
                line.AppendFormatted(value);
            }

            line.AppendLiteral(part);
        }

        return line;
    }

    private static string Bytes(ShellLine line) => Convert.ToHexString(sh(line).Bytes());

    private static string Hex(string text) => Convert.ToHexString(SystemText.ToBytes(text));
}
