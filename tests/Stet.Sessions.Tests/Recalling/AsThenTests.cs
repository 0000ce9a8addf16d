namespace Stet.Sessions.Tests.Recalling;

/// <summary><c>again(n, asThen: true)</c>: in the world of then, with the values of then; nothing of the present is touched.</summary>
public sealed class AsThenTests
{
    [Fact]
    public async Task Runs_with_the_definitions_types_and_values_of_then()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int Rain);", "int total(IEnumerable<Day> d) => d.Sum(x => x.Rain);", "days = new List<Day> { new(1), new(2) };", "total(days)");
        await prompt.Do("record Day(int Rain, string Place);", "int total(IEnumerable<Day> d) => -1;", "days.Clear();");
        Assert.Equal("3", await prompt.Says("again(4, asThen: true)"));
        Assert.Equal("-1", await prompt.Says("again(4)"));
        Assert.Equal("0", await prompt.Says("days.Count"));
    }

    [Fact]
    public async Task What_it_assigns_and_defines_stays_there()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1", "x = x + 1; x", "x = 10");
        Assert.Equal("2", await prompt.Says("again(2, asThen: true)"));
        Assert.Equal("10", await prompt.Says("x"));
        await prompt.Reopen();
        Assert.Equal("10", await prompt.Says("x"));
    }

    [Fact]
    public async Task Large_values_and_lambdas_of_then_are_there()
    {
        await using var prompt = new Prompt();
        await prompt.Do("k = 5; table = Enumerable.Range(0, 500_000).ToArray(); add = (int v) => v + k;", "table.Length + add(1)", "table = new int[0]; k = 7;");
        Assert.Equal("500006", await prompt.Says("again(2, asThen: true)"));
    }

    [Fact]
    public async Task What_is_missing_is_said()
    {
        await using var prompt = new Prompt();
        var place = Path.Combine(prompt.Folder, "gone");
        Directory.CreateDirectory(place);
        await prompt.Do($"Environment.CurrentDirectory = \"{place}\";", "1 + 1", $"Environment.CurrentDirectory = \"{prompt.Folder}\";");
        Directory.Delete(place);
        var outcome = await prompt.Submit("again(2, asThen: true)");
        Assert.Equal($"In[2] cannot run as it did: it ran in {place}, which is not there.", Assert.Single(outcome.Errors).Message);
    }

    [Fact]
    public async Task Files_are_those_of_today_so_what_destroys_them_needs_a_yes()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.txt", "1");
        await prompt.Do("File.Delete(\"a.txt\")");
        prompt.Save("a.txt", "2");
        Assert.Equal("STET0431", await prompt.Says("again(1, asThen: true)"));
        await prompt.Do("again(1, asThen: true, sure: true)");
        Assert.False(File.Exists(Path.Combine(prompt.Folder, "a.txt")));
    }
}
