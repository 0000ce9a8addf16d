namespace Stet.Sessions.Tests;

public class LostPartsTests
{
    private const string Made = "cfg = new Cfg { Wire = new FileStream(Path.GetTempFileName(), FileMode.Open) };";

    [Theory]
    [InlineData("cfg.Wire.Length")]
    [InlineData("len()")]
    [InlineData("all[0].Wire.Length")]
    [InlineData("new StreamReader(cfg.Wire)")]
    public async Task Touching_a_part_that_did_not_outlive_its_host_names_the_part_and_its_recipe(string code)
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Cfg { public Stream Wire; public int N; }", Made, "all = new List<Cfg> { cfg };", "long len() => cfg.Wire.Length;", "cfg.N = 4;");
        await prompt.Reopen();
        var error = Assert.Single((await prompt.Submit(code)).Errors);
        Assert.Contains("cfg.Wire was a live part (a FileStream: it is an open stream)", error.Message, StringComparison.Ordinal);
        Assert.Contains($"In[2] did: {Made}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_still_known_when_the_rest_has_been_kept_again()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Cfg { public Stream Wire; public int N; }", Made);
        await prompt.Reopen();
        await prompt.Do("cfg.N = 5;");
        await prompt.Reopen();
        Assert.Contains($"In[2] did: {Made}", Assert.Single((await prompt.Submit("cfg.Wire.Length")).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws", "STET0310")]
    [InlineData("ws.Length", "STET0310")]
    [InlineData("y = ws;", "STET0310")]
    [InlineData("f()", "NullReferenceException")]
    public async Task A_variable_that_was_live_as_a_whole_says_so_and_can_be_made_again(string code, string error)
    {
        const string Make = "ws = new FileStream(Path.GetTempFileName(), FileMode.Open);";
        await using var prompt = new Prompt();
        await prompt.Do(Make, "long f() => ws.Length;");
        await prompt.Reopen();
        var said = Assert.Single((await prompt.Submit(code)).Errors);
        Assert.Equal(error, said.Code);
        Assert.Contains($"ws was live (a FileStream: it is an open stream) and did not outlive its host: it is null. Make it again, as In[1] did: {Make}", said.Message, StringComparison.Ordinal);
        await prompt.Reopen();
        Assert.Equal(error, await prompt.Says(code));
        await prompt.Do(Make);
        Assert.Equal("0", await prompt.Says("f()"));
        Assert.Equal("0", await prompt.Says("ws.Length"));
    }

    [Theory]
    [InlineData("cfg = new Cfg();", "cfg.Wire.Length")]
    [InlineData("cfg.Wire = new MemoryStream(); string s = null;", "s.Length")]
    [InlineData("string s = null;", "s.Length + other.Count")]
    public async Task What_cannot_be_the_cause_is_not_blamed(string before, string code)
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Cfg { public Stream Wire; public int N; }", Made, "other = new List<int>();");
        await prompt.Reopen();
        await prompt.Do(before);
        var error = Assert.Single((await prompt.Submit(code)).Errors);
        Assert.Equal("NullReferenceException", error.Code);
        Assert.DoesNotContain("live part", error.Message, StringComparison.Ordinal);
    }
}
