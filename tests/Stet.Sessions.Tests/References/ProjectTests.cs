namespace Stet.Sessions.Tests.References;

/// <summary>Projects in a workspace: built, followed when their sources are saved, their types carried.</summary>
public class ProjectTests
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup></Project>";

    [Fact]
    public async Task Saving_a_source_builds_and_values_follow_in_one_step()
    {
        await using var prompt = WithShop("public record Item(string Name, int Price); public static class Shop { public static int Tax(int price) => price / 5; }");
        await prompt.Do("#:project shop/Shop.csproj", "items = new List<Item> { new(\"pen\", 10) };", "int tax() => items.Sum(i => Shop.Tax(i.Price));");
        Assert.Equal("2", await prompt.Says("tax()"));
        prompt.Save("shop/Shop.cs", "public record Item(string Name, int Price) { public string? Note { get; set; } } public static class Shop { public static int Tax(int price) => price / 2; }");
        var followed = await prompt.Submit("(tax(), items[0].Name, items[0].Note)");
        Assert.Equal("(5, \"pen\", null)", followed.Text);
        Assert.Contains(followed.Notes, n => n.Kind == "migrated" && n.Names.SequenceEqual(["items"]));
        Assert.Equal("1", await prompt.Says("worlds().Count"));
    }

    [Fact]
    public async Task A_build_that_fails_leaves_the_last_good_world_and_says_what_is_wrong()
    {
        await using var prompt = WithShop("public static class Shop { public static int Tax(int price) => price / 5; }");
        await prompt.Do("#:project shop/Shop.csproj");
        prompt.Save("shop/Shop.cs", "public static class Shop { public static int Tax(int price) => prize / 5; }");
        var kept = await prompt.Submit("Shop.Tax(10)");
        Assert.Equal("2", kept.Text);
        Assert.Contains(kept.Notes, n => n.Kind == "broken" && n.Text.StartsWith("shop/Shop.cs:1:", StringComparison.Ordinal) && n.Text.Contains("prize", StringComparison.Ordinal));
        prompt.Save("shop/Shop.cs", "public static class Shop { public static int Tax(int price) => price / 10; }");
        Assert.Equal("1", await prompt.Says("Shop.Tax(10)"));
    }

    [Fact]
    public async Task A_build_that_would_break_something_is_remembered_as_refused_until_it_is_mended()
    {
        await using var prompt = WithShop("public static class Shop { public static int Tax(int price) => price / 5; }");
        await prompt.Do("#:project shop/Shop.csproj", "int tax() => Shop.Tax(10);");
        prompt.Save("shop/Shop.cs", "public static class Shop { public static int Tax(int price, int rate) => price / rate; }");
        var first = await prompt.Submit("tax()");
        Assert.Equal(("2", "broken"), (first.Text, Assert.Single(first.Notes).Kind));
        Assert.Empty((await prompt.Submit("tax()")).Notes);
        Assert.Contains("tax", Assert.Single((await prompt.Submit("int other() => 1;")).Errors).Message, StringComparison.Ordinal);
        prompt.Save("shop/Shop.cs", "public static class Shop { public static int Tax(int price, int rate = 10) => price / rate; }");
        Assert.Equal("1", await prompt.Says("tax()"));
    }

    [Fact]
    public async Task A_project_is_not_built_again_when_the_workspace_is_opened_again()
    {
        await using var prompt = WithShop("public record Item(string Name); public static class Shop { public static int Tax(int price) => price / 5; }");
        await prompt.Do("#:project shop/Shop.csproj", "item = new Item(\"pen\")");
        await prompt.Reopen();
        Assert.Equal("\"pen\"", await prompt.Says("item.Name"));
        Assert.Equal(0, prompt.DotnetRuns);
    }

    [Fact]
    public async Task A_formula_whose_type_only_the_project_names_is_used_like_any_other()
    {
        await using var prompt = WithShop("public record Item(string Name, int Price); public static class Shop { static int asked; public static int Asked() => ++asked; }");
        await prompt.Do("#:project shop/Shop.csproj", "items = new List<Item> { new(\"pen\", 10) };", "first => items[0];", "dearer => first with { Price = 20 };", "int price() => dearer.Price;");
        Assert.Equal("(20, \"pen\")", await prompt.Says("(price(), first.Name)"));
        Assert.Equal("10", await prompt.Says("var one = first; one.Price"));
        await prompt.Do("asked => Shop.Asked() * items.Count;", "_ = asked;", "items.Add(new(\"ink\", 3));");
        Assert.Equal("(4, 20, \"pen\")", await prompt.Says("(asked, price(), first.Name)"));
        var check = await prompt.Session.List("check");
        Assert.StartsWith("asked does not agree: here it is 4; computed in a clean process, with the same inputs, it is 2, and 4 when", Assert.Single(check.Errors).Message, StringComparison.Ordinal);
        Assert.Contains("3 formulas computed anew: 2 agree", check.Text, StringComparison.Ordinal);
    }

    private static Prompt WithShop(string source)
    {
        var prompt = new Prompt();
        prompt.Save("shop/Shop.csproj", Project);
        prompt.Save("shop/Shop.cs", source);
        return prompt;
    }
}
