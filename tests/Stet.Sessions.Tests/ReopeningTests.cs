namespace Stet.Sessions.Tests;

/// <summary>What was compiled once is not compiled again by a workspace that is opened.</summary>
public class ReopeningTests
{
    [Fact]
    public async Task Nothing_is_compiled_on_reopening_and_using_what_was_kept()
    {
        await using var prompt = await Furnished();
        Assert.True(prompt.UnitsCompiled >= 6, $"Only {prompt.UnitsCompiled} units were compiled.");
        await prompt.Reopen();
        Assert.Equal(0, prompt.UnitsCompiled);
        Assert.Equal("(12, 11, 7, 5, \"a\", 2)", await prompt.Says("(Sum(days), add(1), table[\"twice\"](3) + 1, Norm(p), pair.Name, steps().Count())"));
        Assert.Equal(0, prompt.UnitsCompiled);
    }

    [Fact]
    public async Task Only_what_was_edited_meanwhile_and_what_names_its_contract_is_compiled()
    {
        await using var prompt = await Furnished();
        await prompt.Close();
        prompt.Save("workspace.cs", prompt.Read("workspace.cs").Replace("int Sum(List<Day> days) => days.Sum(d => d.N);", "int Sum(List<Day> days) => days.Sum(d => d.N) + 1;"));
        prompt.Open();
        Assert.Equal("13", await prompt.Says("Sum(days)"));
        Assert.Equal(1, prompt.UnitsCompiled);
    }

    private static async Task<Prompt> Furnished()
    {
        var prompt = new Prompt();
        await prompt.Do(
            "using System.Globalization;",
            "record Day(int N);",
            "record Point(int X, int Y);",
            "int Sum(List<Day> days) => days.Sum(d => d.N);",
            "double Norm(Point p) => Sqrt(p.X * p.X + p.Y * p.Y);",
            "days = new List<Day> { new(5), new(7) }; p = new Point(3, 4); offset = 10;",
            "add = (int x) => x + offset;",
            "int Twice(int x) => 2 * x;",
            "table = new Dictionary<string, Func<int, int>> { [\"twice\"] = Twice, [\"shift\"] = x => x + offset };",
            "pair = new { Name = \"a\", N = 1 };",
            "IEnumerable<int> Steps() { yield return 1; yield return 2; }",
            "Func<IEnumerable<int>> steps = Steps;");
        return prompt;
    }
}
