namespace Stet.Sessions.Tests;

public class MemoMarkTests
{
    [Theory]
    [InlineData("[Memo] double F(int x) => DateTime.Now.Ticks + x;", "it reads the clock: F > DateTime.Now.")]
    [InlineData("[Memo] double F(int x) { double G() => Random.Shared.NextDouble(); return G(); }", "it reads random numbers: F > G > Random.Shared.")]
    [InlineData("[Memo] string F(string p) => File.ReadAllText(p);", "it reads files: F > File.ReadAllText.")]
    [InlineData("[Memo] int F(int x) { Console.WriteLine(x); return x; }", "it prints: F > Console.WriteLine.")]
    [InlineData("[Memo] int F(int x) { count += x; return x; }", "it changes variables: F > count.")]
    [InlineData("[Memo] int F(Func<int> f) => f();", "it runs what cannot be looked at: F > a function that it is given.")]
    [InlineData("[Memo] int F(int x) => x + (int)ticks;", "it reads the clock: F > ticks > DateTime.Now.")]
    [InlineData("int H() => Environment.TickCount; [Memo] async Task<int> F(int x) { await Task.Yield(); return x + H(); }", "it reads the clock: F > H > Environment.TickCount.")]
    public async Task What_is_not_pure_is_refused_by_name(string code, string reason)
    {
        await using var prompt = new Prompt();
        await prompt.Do("count = 0;", "ticks => DateTime.Now.Ticks;");
        var outcome = await prompt.Submit(code);
        Assert.False(outcome.Ok);
        Assert.Equal("STET0141", outcome.Errors[0].Code);
        Assert.Contains(reason, outcome.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("CS0103", await prompt.Says("F(1)"));
        await prompt.Do(code.Replace("[Memo]", "[Memo(assumePure: true)]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Memo] void F(int x) { }", "F gives nothing back")]
    [InlineData("[Memo] async Task F(int x) { await Task.Yield(); }", "F gives nothing back")]
    [InlineData("[Memo] int F(ref int x) => x;", "passed by reference")]
    [InlineData("[Memo] int F(out int x) => x = 1;", "passed by reference")]
    [InlineData("[Memo] int F(ReadOnlySpan<char> x) => x.Length;", "a place on the stack")]
    [InlineData("[Memo] async IAsyncEnumerable<int> F(int x) { await Task.Yield(); yield return x; }", "an asynchronous sequence")]
    [InlineData("class C { [Memo] public int F(int x) => x; }", "[Memo] stands on functions and on static methods")]
    [InlineData("int F(int x) { [Memo] int G(int y) => y; return G(x); }", "[Memo] stands on functions and on static methods")]
    [InlineData("f = [Memo] (int x) => x;", "[Memo] stands on functions and on static methods")]
    [InlineData("[Memo] int g(int y) => y; h = 1; { [Memo] int G(int y) => y; }", "[Memo] stands on functions and on static methods")]
    [InlineData("[Memo(assumePure: 1 == 1)] int F(int x) => x;", "Write [Memo] or [Memo(assumePure: true)].")]
    public async Task What_cannot_be_marked_is_refused(string code, string reason)
    {
        await using var prompt = new Prompt();
        var outcome = await prompt.Submit(code);
        Assert.False(outcome.Ok);
        Assert.Equal("STET0140", outcome.Errors[0].Code);
        Assert.Contains(reason, outcome.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_signature_is_told_once_and_in_its_place()
    {
        await using var prompt = new Prompt();
        var outcome = await prompt.Submit("[Memo] Wrong F(int x) => 1;");
        Assert.Equal([("CS0246", 8)], outcome.Errors.Select(e => (e.Code, e.Column)));
        outcome = await prompt.Submit("[Memo] int F(int x) { if (x > 0) return 1; }");
        Assert.Equal(["'F_F.F(int)': not all code paths return a value"], outcome.Errors.Select(e => e.Message));
    }

    [Fact]
    public async Task A_definition_that_would_make_one_impure_is_refused_and_force_runs_it_without_keeping()
    {
        await using var prompt = new Prompt();
        await prompt.Do("double Rate() => 2;", "[Memo] double Fee(double a) => a * Rate();", "Fee(1);");
        var outcome = await prompt.Submit("double Rate() => Random.Shared.NextDouble();");
        Assert.Equal("STET0142", outcome.Errors[0].Code);
        Assert.Contains("Fee(double) is marked [Memo], and would not be pure any more: it reads random numbers: Fee > Rate > Random.Shared.", outcome.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("2", await prompt.Says("Fee(1)"));
        await prompt.Do("force");
        Assert.Equal("false", await prompt.Says("Fee(1) == Fee(1)"));
        Assert.StartsWith("0 results, 1 hits, 3 misses, 1 dropped: not kept: it reads random numbers", await prompt.Memo("Fee"), StringComparison.Ordinal);
        await prompt.Do("int unrelated() => 1;", "double Rate() => 4;");
        Assert.Equal("true", await prompt.Says("Fee(1) == Fee(1)"));
    }

    [Fact]
    public async Task What_was_declared_pure_is_pure_to_others()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo(assumePure: true)] double Noise(int seed) => Random.Shared.NextDouble();", "[Memo] double Twice(int seed) => Noise(seed) * 2;");
        Assert.Equal("true", await prompt.Says("Twice(1) == Noise(1) * 2"));
        Assert.Contains("reads random numbers", await prompt.Says("effects(Noise)"), StringComparison.Ordinal);
    }
}
