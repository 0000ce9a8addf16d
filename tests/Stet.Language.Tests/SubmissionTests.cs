using static Stet.Language.Tests.Reading;

namespace Stet.Language.Tests;

public class SubmissionTests
{
    [Fact]
    public void An_assignment_to_an_unknown_name_declares_it() => Check("y = x + 1", "int x", declares: "int y", reads: "x");

    [Fact]
    public void An_assignment_of_the_same_type_writes() => Check("x = 4", "int x", reads: "x", writes: "x");

    [Fact]
    public void An_assignment_of_another_type_declares_again() => Check("x = \"s\"", "int x", declares: "string x", reads: "x", writes: "x");

    [Fact]
    public void Declarators_of_one_declaration_are_variables_each() => Check("int a = 1, b = a;", declares: "int a, int b");

    [Fact]
    public void Deconstruction_declares() => Check("var (p, q) = (1, \"two\");", declares: "int p, string q");

    [Fact]
    public void An_out_variable_of_a_statement_is_a_variable() => Check("int.TryParse(\"4\", out var n)", declares: "int n");

    [Fact]
    public void Locals_of_blocks_and_loops_are_not_variables() => Check("for (int i = 0; i < 3; i++) { var t = i; }");

    [Fact]
    public void A_resource_ends_with_its_submission() => Check("using var m = new MemoryStream(); n = m.Length", declares: "long n");

    [Fact]
    public void A_span_is_not_kept_and_the_reason_is_given() =>
        Assert.Equal("s", Assert.Single(Compile("Span<int> s = stackalloc int[3]; s[0] = 1;").Unkept).Name);

    [Theory]
    [InlineData("o is string s")]
    [InlineData("var b = 1; o is string s && s.Length > b")]
    public void A_variable_of_a_pattern_is_not_kept_and_the_reason_is_given(string code) =>
        Assert.Equal("s", Assert.Single(Compile(code, "object o").Unkept).Name);

    [Theory]
    [InlineData("x + 1", "x")]
    [InlineData("x = 4", "")]
    [InlineData("x = 4; y = x", "")]
    [InlineData("Func<int> f = () => x;", "x")]
    [InlineData("if (y > 0) x = 1; x", "x, y")]
    public void What_is_read_before_it_is_assigned_is_known(string code, string needed) =>
        Assert.Equal(needed, string.Join(", ", Compile(code, "int x;int y").Needed));

    [Fact]
    public void A_with_expression_is_an_expression() => Check("t with { Item1 = 5 }", "(int,int) t", reads: "t", writes: "t");

    [Fact]
    public void The_last_semicolon_may_be_missing_in_an_embedded_statement() => Check("if (x > 1) Console.WriteLine(x)", "int x", reads: "x");

    [Theory]
    [InlineData("while (x > 1) x--", "x")]
    [InlineData("for (;;) throw new Exception()", "")]
    [InlineData("throw new Exception()", "")]
    public void The_last_semicolon_may_be_missing_in_statements(string code, string writes) => Check(code, "int x", reads: writes, writes: writes);

    [Fact]
    public void Lambdas_capture_variables() => Assert.Equal("x", string.Join(", ", Compile("Func<int> f = () => x;", "int x").Captured));

    [Theory]
    [InlineData("x + 1", true)]
    [InlineData("Math.Max(x, 2)", true)]
    [InlineData("l.Count", true)]
    [InlineData("l.Add(1)", false)]
    [InlineData("foreach (var i in l) l[0] = i;", false)]
    public void What_provably_only_reads_is_known(string code, bool onlyReads) =>
        Assert.Equal(onlyReads, Compile(code, "int x;System.Collections.Generic.List<int> l").OnlyReads);

    [Theory]
    [InlineData("x = y + 1", "1:5-6 CS0103")]
    [InlineData("var a = 1;\nvar b = a + nope;", "2:13-17 CS0103")]
    [InlineData("y = x.Nope", "1:7-11 CS1061")]
    [InlineData("while (true) { nope(); }", "1:16-20 CS0103")]
    [InlineData("Console.WriteLine($\"{x} {nope}\");", "1:26-30 CS0103")]
    [InlineData("int f( => 3;", "1:8-10 CS1001")]
    [InlineData("unsafe { }", "1:1-7 CS0227")]
    public void Errors_are_where_the_user_wrote_them(string code, string expected) => Assert.StartsWith(expected, Errors(code, "int x"), StringComparison.Ordinal);
}
