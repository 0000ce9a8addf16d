using Stet.Language.Editing;
using Stet.Language.Parsing;
using Stet.Model;

namespace Stet.Language.Tests;

/// <summary>What is a shell line, what is C#, and what C# stands for it.</summary>
public class ShellLinesTests
{
    [Theory]
    [InlineData("!ls -la '*.csv' | wc", """sh($"ls -la '*.csv' | wc").Run();""")]
    [InlineData("!echo \"{a}\"", """sh($"echo \"{{a}}\"").Run();""")]
    [InlineData("files = !ls *.csv", """files = sh($"ls *.csv").Lines()""")]
    [InlineData("files = !ls *.csv;", """files = sh($"ls *.csv").Lines();""")]
    [InlineData("var files = !ls", """var files = !ls""")]
    [InlineData("string t = !date +%s", """string t = sh($"date +%s").Text()""")]
    [InlineData("byte[] b = !cat a.png b", """byte[] b = sh($"cat a.png b").Bytes()""")]
    [InlineData("int c = !grep -q x y", """int c = sh($"grep -q x y").Run()""")]
    [InlineData("IEnumerable<string> all = !cat big.log", """IEnumerable<string> all = sh($"cat big.log")""")]
    [InlineData("n => !ls *.csv | wc", """n => sh($"ls *.csv | wc").Lines()""")]
    [InlineData("!grep @(p) @(f(\")\", 1)) x", """sh($"grep {p} {(f(")", 1))} x").Run();""")]
    [InlineData("!echo '@(p)' # @(q)", """sh($"echo '{p}' # @(q)").Run();""")]
    [InlineData("!grep '@@(x)' f", """sh($"grep '@(x)' f").Run();""")]
    [InlineData("x = 1;\n!ls\ny = 2", "x = 1;\nsh($\"ls\").Run();\ny = 2")]
    [InlineData("!for i in 1 2\ndo echo $i\ndone\nx = 1", "sh($\"for i in 1 2\\ndo echo $i\\ndone\").Run();\n\n\nx = 1")]
    [InlineData("!cat <<E\n@(x)\nE\ny = 1", "sh($\"cat <<E\\n{x}\\nE\").Run();\n\n\ny = 1")]
    [InlineData("if (x)\n{\n    !ls\n}", "if (x)\n{\n    sh($\"ls\").Run();\n}")]
    public void A_shell_line_is_written_in_csharp(string code, string expected) => Assert.Equal(expected, ShellLines.Read(code).Content);

    [Theory]
    [InlineData("x = !y")]
    [InlineData("x = !y && z")]
    [InlineData("(!x)")]
    [InlineData("if (a &&\n    !b) c();")]
    [InlineData("bool[] x = {\n    !a,\n    !b };")]
    [InlineData("s = \"\"\"\n!ls\n\"\"\";")]
    [InlineData("x != y")]
    public void Csharp_stays_csharp(string code) => Assert.Equal(code, ShellLines.Read(code, word => word == "ls").Content);

    [Theory]
    [InlineData("files = !ls", """files = sh($"ls").Lines()""")]
    [InlineData("files = !ls -la", """files = sh($"ls -la").Lines()""")]
    [InlineData("ok = !done", "ok = !done")]
    [InlineData("ok = !ls.Any()", "ok = !ls.Any()")]
    public void What_can_be_both_is_decided_by_whether_there_is_such_a_program(string code, string expected) =>
        Assert.Equal(expected, ShellLines.Read(code, word => word == "ls").Content);

    [Theory]
    [InlineData("!echo 'a", InputState.Incomplete)]
    [InlineData("!echo a \\", InputState.Incomplete)]
    [InlineData("!a |", InputState.Incomplete)]
    [InlineData("!for i in 1; do", InputState.Incomplete)]
    [InlineData("!cat <<E\nx", InputState.Incomplete)]
    [InlineData("!cat <<E\nx\nE", InputState.Complete)]
    [InlineData("!echo if", InputState.Complete)]
    [InlineData("!echo $((1+(2)))", InputState.Complete)]
    [InlineData("!if true; then echo x; fi", InputState.Complete)]
    [InlineData("!{ echo x; }", InputState.Complete)]
    [InlineData("!ls &", InputState.Complete)]
    [InlineData("x = !ls *.csv", InputState.Complete)]
    public void Enter_ends_a_shell_line_that_is_whole(string code, InputState expected) => Assert.Equal(expected, Completeness.Of(code));

    [Theory]
    [InlineData("!ls @(x) y", "!ls @(|x|) y")]
    [InlineData("files = !cat a b\nz = 1", "files| |=| |!cat a b|z| |=| |1")]
    public void A_shell_line_has_a_colour_of_its_own(string code, string expected)
    {
        var shell = Classifier.Classify(code).Where(s => s.Class == TokenClass.Shell).Select(s => code.Substring(s.Start, s.Length)).ToList();
        Assert.Equal(expected.Split('|').Where(p => p.StartsWith('!') || p.StartsWith(')')), shell);
    }

    [Theory]
    [InlineData("!cat two\\ w", 5, "cat,two w")]
    [InlineData("!cat 'a b", 5, "cat,a b")]
    [InlineData("!ls | grep -i ", 14, "grep,-i,")]
    [InlineData("x = !gi", 5, "gi")]
    public void A_word_of_a_shell_line_is_found(string code, int start, string words)
    {
        var cursor = ShellCursor.At(code, code.Length, word => true)!;
        Assert.Equal((start, words), (cursor.Start, string.Join(',', cursor.Words)));
    }

    [Theory]
    [InlineData("x = 1")]
    [InlineData("!ls @(fil")]
    public void Elsewhere_there_is_none(string code) => Assert.Null(ShellCursor.At(code, code.Length, word => true));

    [Fact]
    public void An_error_in_a_value_has_its_place_in_what_was_written()
    {
        var input = InputParser.Submission("x = 1;\n!echo \"{}\" @(1 +) z", "In[1]");
        var error = Assert.Single(input.Errors);
        Assert.Equal((2, "!echo \"{}\" @(1 +) z"), (error.Line, error.LineText));
        Assert.InRange(error.Column, 13, 17);
    }
}
