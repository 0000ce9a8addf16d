using Stet.Language.Parsing;

namespace Stet.Language.Tests;

public class ParsingTests
{
    [Theory]
    [InlineData("int f() => 1; int f(int a) => a;", "f/2")]
    [InlineData("record A; class B<T> { } enum C { X } delegate void D(); interface E { } struct F { }", "A/1 B`1/1 C/1 D/1 E/1 F/1")]
    [InlineData("partial class P { } partial class P { }", "P/2")]
    [InlineData("namespace N.M { class A { } }", "N.M.A/1")]
    [InlineData("namespace N; class A { }", "N.A/1")]
    public void Definitions_are_taken_apart_by_name(string code, string expected) => Assert.Equal(
        expected, string.Join(' ', InputParser.File(code, "a.cs").Definitions.Select(d => $"{d.Key}/{d.Parts.Length}")));

    [Fact]
    public void A_definition_takes_the_comments_above_it_along() =>
        Assert.Equal("// about f\nint f() => 1;", InputParser.File("using System;\n\n// about f\nint f() => 1; // tail", "a.cs").Definitions.Single().Parts[0].Text);

    [Fact]
    public void A_file_in_a_namespace_has_no_errors() => Assert.Empty(InputParser.File("using System;\nnamespace N;\nclass A { }", "a.cs").Errors);

    [Fact]
    public void A_statement_in_a_file_is_an_error_with_its_line()
    {
        var error = Assert.Single(InputParser.File("int f() => 1;\nf();", "a.cs").Errors);
        Assert.Equal(("a.cs", 2, "STET0001"), (error.Source, error.Line, error.Code));
    }

    [Theory]
    [InlineData("#:sdk Microsoft.NET.Sdk.Web", "STET0004")]
    [InlineData("x = 1;\n#:package Name@1.2.3", "STET0004")]
    [InlineData("#:package A B", "STET0004")]
    [InlineData("  #r \"Name.dll\"\nx = 1", "STET0004")]
    [InlineData("#load \"other.csx\"", "STET0004")]
    public void What_is_not_in_this_version_is_said_plainly(string code, string error) =>
        Assert.Equal(error, string.Join(' ', InputParser.Submission(code, "In[1]").Errors.Select(e => e.Code)));

    [Theory]
    [InlineData("x = !y")]
    [InlineData("(!x)")]
    [InlineData("f(n => n + 1)")]
    [InlineData("Func<int, int> f = n => n + 1")]
    [InlineData("s = \"\"\"\n  #r text\n  #: text\n  \"\"\"")]
    [InlineData("#region x\ny = 1\n#endregion")]
    public void What_only_looks_like_it_is_not_refused(string code) => Assert.Empty(InputParser.Submission(code, "In[1]").Errors);

    [Theory]
    [InlineData("drop x", "drop", "x")]
    [InlineData("drop(\"x\")", "drop", "x")]
    [InlineData("undo", "undo", "")]
    public void Commands_are_recognised(string code, string name, string arguments)
    {
        var command = InputParser.Submission(code, "In[1]").Command!.Value;
        Assert.Equal((name, arguments), (command.Name, string.Join(",", command.Arguments)));
    }
}
