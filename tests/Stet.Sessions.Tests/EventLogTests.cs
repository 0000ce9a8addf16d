namespace Stet.Sessions.Tests;

/// <summary>What a step does not do: units that are not compiled, objects that are not touched.</summary>
public class EventLogTests
{
    [Fact]
    public async Task A_changed_body_compiles_one_unit_and_touches_no_value()
    {
        await using var prompt = await Filled();
        await prompt.Do("int f7(int n) => n * 70;");
        var step = Assert.Single(prompt.Steps());
        Assert.Equal(["w.f7"], step.Compiled);
        Assert.Equal((52, 0L), (step.Reused, step.Objects));
        Assert.Empty(step.Carried);
        Assert.Empty(step.Evicted);
    }

    [Fact]
    public async Task A_comment_compiles_its_own_unit_and_nothing_that_uses_it()
    {
        await using var prompt = await Filled();
        await prompt.Do("/* why */ int f7(int n) => n * 7;");
        var steps = prompt.Steps();
        Assert.True(steps.SelectMany(s => s.Compiled).All(unit => unit == "w.f7"), string.Join(' ', steps.SelectMany(s => s.Compiled)));
        Assert.All(steps, s => Assert.Empty(s.Carried));
    }

    [Fact]
    public async Task A_changed_contract_compiles_what_names_it()
    {
        await using var prompt = await Filled();
        await prompt.Do("long f7(int n) => n * 7;");
        var step = Assert.Single(prompt.Steps());
        Assert.Equal(["w.f7", "w.uses7"], step.Compiled);
        Assert.Equal(51, step.Reused);
    }

    [Fact]
    public async Task A_changed_type_carries_its_own_values_only()
    {
        await using var prompt = await Filled();
        await prompt.Do("record Few(int N, int Added = 3);");
        var step = Assert.Single(prompt.Steps());
        Assert.Equal(["w.Few"], step.Compiled);
        Assert.Equal(["few"], step.Carried);
        Assert.InRange(step.Objects, 100, 110);
        Assert.Empty(step.Evicted);
        Assert.Equal("5003", await prompt.Says("many.Count + few[0].Added"));
        Assert.Empty(prompt.Steps().SelectMany(s => s.Compiled.Where(unit => !unit.StartsWith("w.In", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_uses_no_definition_makes_no_step_that_compiles_one()
    {
        await using var prompt = await Filled();
        await prompt.Do("k = 1;", "k = k + 1;", "k");
        Assert.Empty(prompt.Steps().SelectMany(s => s.Compiled));
    }

    /// <summary>53 definitions, 5,000 objects of one type and 100 of another.</summary>
    private static async Task<Prompt> Filled()
    {
        var prompt = new Prompt();
        await prompt.Do(
            string.Join(' ', Enumerable.Range(0, 50).Select(i => $"int f{i}(int n) => n * {i};")) + " long uses7(int n) => f7(n) + 1;",
            "record Many(int N);", "record Few(int N);",
            "many = Enumerable.Range(0, 5000).Select(i => new Many(i)).ToList();", "few = Enumerable.Range(0, 100).Select(i => new Few(i)).ToList();");
        prompt.Steps();
        return prompt;
    }
}
