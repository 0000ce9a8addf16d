using Stet.Language.Parsing;

namespace Stet.Language.Tests;

public class FileParseTests
{
    private static readonly string[] Pieces =
    [
        "int a() => 1;", "// note\nint b(int n)\n{\n    return n;\n}", "int b() => 2;", "record R(int X);", "partial class P { int q; }", "int c() => 3; // after",
        "/* two\nlines */ int d() => 4;", "int e() => 5; int f() => 6;", "using System.IO;", "global using System.Linq;", "namespace N { class T; }", "#nullable disable",
        "// only a comment", "", "int g() => \"\"\"\n  text\n  \"\"\".Length;", "int broken(", "}", "/*", "x = 1;", "[Obsolete]", "class", "\"",
    ];

    /// <summary>Files put together at random, changed at random, again and again: parsing around the change gives what parsing the whole gives.</summary>
    [Fact]
    public void Parsing_around_a_change_is_parsing_the_whole()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            List<string> lines = [.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => Pieces[random.Next(16)])];
            var file = InputParser.File(string.Join('\n', lines), "w.cs");
            for (var edit = 0; edit < 12; edit++)
            {
                Change(lines, random);
                var code = string.Join(random.Next(5) == 0 ? "\n\n" : "\n", lines);
                file = FileParse.Again(file, code);
                Assert.True(Text(InputParser.File(code, "w.cs")) == Text(file), $"seed {seed}, edit {edit}:\n{code}\n--- whole:\n{Text(InputParser.File(code, "w.cs"))}\n--- around:\n{Text(file)}");
            }
        }
    }

    [Fact]
    public void What_the_change_does_not_touch_is_taken_over_as_it_is()
    {
        var before = InputParser.File("int a() => 1;\nint b() => 2;\nint c() => 3;\nint d() => 4;\nint e() => 5;\n", "w.cs");
        var after = FileParse.Again(before, "int a() => 1;\nint b() => 2;\nint c() => 33;\nint d() => 4;\nint e() => 5;\n");
        Assert.Equal("a e", string.Join(' ', after.Definitions.Where(d => before.Definitions.Any(old => ReferenceEquals(old, d))).Select(d => d.Key)));
        Assert.Equal("int c() => 33;", after.Definitions[2].Parts[0].Text);
        var first = FileParse.Again(after, after.Code.Replace("=> 1", "=> 11", StringComparison.Ordinal));
        Assert.Equal("c d e", string.Join(' ', first.Definitions.Where(d => after.Definitions.Any(old => ReferenceEquals(old, d))).Select(d => d.Key)));
    }

    private static void Change(List<string> lines, Random random)
    {
        var at = random.Next(lines.Count + 1);
        switch (random.Next(4))
        {
            case 0:
                lines.Insert(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 1 when at < lines.Count:
                lines.RemoveAt(at);
                break;
            case 2 when at < lines.Count && lines[at].Length > 0:
                lines[at] = lines[at].Insert(random.Next(lines[at].Length), "z");
                break;
            default:
                lines.Insert(at, Pieces[random.Next(12)]);
                break;
        }
    }

    private static string Text(ParsedInput file) => string.Join('\n',
    [
        .. file.Definitions.Select(d => $"{d.Key} {d.Kind} [{string.Join(" | ", d.Parts.Select(p => $"{p.Home} {p.Namespace} {p.FileUsings} {p.Text}"))}] {d.Text} names {string.Join(' ', d.Names.Mentions.Order(StringComparer.Ordinal))}; {d.Names.ContractText}"),
        .. file.Usings,
        .. file.Errors.Select(e => $"{e.Code} {e.Source}:{e.Line}:{e.Column} {e.Message}"),
    ]);
}
