namespace Stet.Sessions.Tests;

public class PasteTests
{
    [Fact]
    public async Task Functions_use_variables_of_the_same_paste()
    {
        await using var prompt = new Prompt();
        Assert.Equal("42", await prompt.Says("int f() => later * 2;\nlater = 21;\nf()"));
    }

    [Fact]
    public async Task Types_use_variables_of_the_same_paste()
    {
        await using var prompt = new Prompt();
        Assert.Equal("4", await prompt.Says("class C { public int Get() => start + 1; }\nvar start = 3;\nnew C().Get()"));
        Assert.Equal("10", await prompt.Says("start = 9; new C().Get()"));
    }

    [Fact]
    public async Task A_paste_that_fails_half_way_breaks_what_waits_for_its_variables()
    {
        await using var prompt = new Prompt();
        Assert.Equal("Exception", await prompt.Says("int f() => notYet + 1;\nthrow new Exception(\"half\");\nint notYet = 3;"));
        Assert.Equal("STET0110", await prompt.Says("f()"));
        await prompt.Do("notYet = 7");
        Assert.Equal("8", await prompt.Says("f()"));
    }

    [Fact]
    public async Task What_was_assigned_before_an_exception_stays()
    {
        await using var prompt = new Prompt();
        Assert.Equal("Exception", await prompt.Says("int a = 5; int b = 7; a = 6; throw new Exception(\"half\");"));
        Assert.Equal("13", await prompt.Says("a + b"));
    }

    [Fact]
    public async Task What_was_not_reached_does_not_exist()
    {
        await using var prompt = new Prompt();
        Assert.Equal("FormatException", await prompt.Says("int a = int.Parse(\"x\"); int b = 3;"));
        Assert.Equal("CS0103", await prompt.Says("b"));
    }

    [Fact]
    public async Task Types_and_functions_of_one_paste_may_use_each_other()
    {
        await using var prompt = new Prompt();
        Assert.Equal("2", await prompt.Says("record A(B? Next); record B(A? Next); int depth(A a) => a.Next is { Next: { } inner } ? 1 + depth(inner) : 1;\ndepth(new A(new B(new A(null))))"));
    }
}
