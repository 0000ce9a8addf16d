namespace Stet.Sessions.Tests;

public class RetentionTests
{
    [Fact]
    public async Task The_limits_are_shown_set_and_stay()
    {
        await using var prompt = new Prompt();
        Assert.Equal("RetentionRow { Days = 90, Gigabytes = 10, Versions = 50 }", await prompt.Says("retention"));
        Assert.Equal("RetentionRow { Days = 30, Gigabytes = 0.5, Versions = 50 }", await prompt.Says("retention(days: 30, gigabytes: 0.5)"));
        await prompt.Reopen();
        Assert.Equal("RetentionRow { Days = 30, Gigabytes = 0.5, Versions = 7 }", await prompt.Says("retention(versions: 7)"));
    }

    [Theory]
    [InlineData("retention(days: 0)")]
    [InlineData("retention(gigabytes: -1)")]
    [InlineData("retention(days: 5, versions: 0)")]
    [InlineData("retention(days: double.NaN)")]
    public async Task A_limit_that_is_none_is_refused_and_nothing_is_set(string code)
    {
        await using var prompt = new Prompt();
        Assert.Equal("ArgumentOutOfRangeException", await prompt.Says(code));
        Assert.Equal("RetentionRow { Days = 90, Gigabytes = 10, Versions = 50 }", await prompt.Says("retention"));
    }
}
