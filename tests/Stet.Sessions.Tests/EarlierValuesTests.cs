namespace Stet.Sessions.Tests;

/// <summary>Earlier values are carried through every redefinition that lies between.</summary>
public class EarlierValuesTests
{
    [Fact]
    public async Task Each_step_has_its_own_hook()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int Cents);", "p = new List<P> { new(250) };");
        await prompt.Do("record P(decimal Euros) { static P Migrate(Old old) => new(old.Get<int>(\"Cents\") / 100m); }");
        await prompt.Do("record P(string Text) { static P Migrate(Old old) => new(old.Get<decimal>(\"Euros\") + \" EUR\"); }", "p.Clear();");
        Assert.Equal("\"2.5 EUR\"", await prompt.Says("((List<P>)at(2)[\"p\"]!)[0].Text"));
        await prompt.Reopen();
        Assert.Equal("\"2.5 EUR\"", await prompt.Says("((List<P>)at(2)[\"p\"]!)[0].Text"));
        Assert.Equal("0", await prompt.Says("p.Count"));
    }

    [Fact]
    public async Task A_name_is_followed_through_its_former_ones()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class P { public int X; public P Next; }", "p = new P { X = 4 }; p.Next = p;");
        await prompt.Do("class P { [Formerly(\"X\")] public int Left; public P Next; }", "[Formerly(\"P\")] class Q { [Formerly(\"Left\")] public long Start; public Q Next; }", "p.Start = 9;");
        Assert.Equal("(4, true)", await prompt.Says("(at(2).Get<Q>(\"p\").Start, at(2).Get<Q>(\"p\") is var q && q.Next == q)"));
        Assert.Equal("9", await prompt.Says("p.Start"));
    }

    [Fact]
    public async Task What_was_undone_does_not_lie_between()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class P { public int X; public int Y; }", "p = new P { X = 4, Y = 5 };", "class P { public int X; }", "undo", "class P { public int X; public int Y; public int Z = 6; }", "p.Y = 0;");
        Assert.Equal("(4, 5, 6)", await prompt.Says("(at(2).Get<P>(\"p\").X, at(2).Get<P>(\"p\").Y, at(2).Get<P>(\"p\").Z)"));
    }

    [Fact]
    public async Task A_step_that_cannot_be_taken_is_told_and_the_plain_data_shown()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(string Rain);", "days = new List<Day> { new(\"wet\") };", "days.Clear();", "record Day(int Rain);");
        var look = await prompt.Submit("at(2)[\"days\"]");
        Assert.False(look.Ok);
        var message = look.Errors[0].Message;
        Assert.Contains("In[4]", message, StringComparison.Ordinal);
        Assert.Contains("days[0]: Rain: it was of type string", message, StringComparison.Ordinal);
        Assert.Contains("wet", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lambda_that_nothing_holds_any_more_comes_along()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "k = new P(3); f = (Func<int, int>)(x => x + k.X); pair = (new P(1), f);", "record P(int X, int Y = 1);", "f = null; pair = (new P(0), null); drop = 1;");
        Assert.Equal("8", await prompt.Says("at(2).Get<(P, Func<int, int>)>(\"pair\").Item2(5)"));
    }
}
