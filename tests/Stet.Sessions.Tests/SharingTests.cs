namespace Stet.Sessions.Tests;

/// <summary>Objects that variables share are one object after reopening, also where nothing in them can change.</summary>
public class SharingTests
{
    [Theory]
    [InlineData("a = (object)5;", "b = a;", "ReferenceEquals(a, b)")]
    [InlineData("a = (object)DateTime.Now;", "b = new object[] { a };", "ReferenceEquals(a, b[0])")]
    [InlineData("a = new Day(1);", "b = new[] { a };", "ReferenceEquals(a, b[0])")]
    [InlineData("a = System.Collections.Immutable.ImmutableList.Create(1, 2);", "b = a;", "ReferenceEquals(a, b)")]
    public async Task Shared_in_a_later_submission(string first, string second, string isOne)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N);", first, second);
        await prompt.Reopen();
        Assert.Equal("true", await prompt.Says(isOne));
        await prompt.Reopen();
        Assert.Equal("true", await prompt.Says(isOne));
    }

    [Fact]
    public async Task An_undo_that_changes_what_is_known_of_one_variable_leaves_what_it_shares()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "enum E { X } record C(int N) { public E Kind => E.X; }", "all = new List<object> { new C(1) }; calls = new List<Func<object>>();",
            "{ var o = (C)all[0]; calls.Add(() => o.N == 1 ? o : o.Kind); }", "rename E D", "undo");
        Assert.Equal("true", await prompt.Says("ReferenceEquals(all[0], calls[0]())"));
        await prompt.Do("redo");
        Assert.Equal("true", await prompt.Says("ReferenceEquals(all[0], calls[0]())"));
    }
}
