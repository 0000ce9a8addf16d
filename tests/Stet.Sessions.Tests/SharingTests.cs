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
}
