namespace Stet.Sessions.Tests.References;

/// <summary>Types of a project change as those of the workspace do, and values follow.</summary>
public class ProjectTypeTests
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup></Project>";

    private const string Formerly = " [System.AttributeUsage(System.AttributeTargets.All)] class FormerlyAttribute(string name) : System.Attribute { public string Name => name; }";

    [Theory]
    [InlineData("namespace A { public record Item(string Name); }", "item = new A.Item(\"pen\")", "namespace B { public record Item(string Name); }", "item is B.Item { Name: \"pen\" }")]
    [InlineData("public record Item(string Name);", "items = new List<Item> { new(\"pen\") };", "public static class Shop { public record Item(string Name); }", "items[0].Name == \"pen\" && items is List<Shop.Item>")]
    [InlineData("public static class Shop { public record Item(string Name); }", "items = new List<Shop.Item> { new(\"pen\") };", "public record Item(string Name);", "items[0].Name == \"pen\" && items is List<Item>")]
    [InlineData("public record Item(string Name);", "items = new List<Item> { new(\"pen\") };", "[Formerly(\"Item\")] public record Ware(string Name);" + Formerly, "items[0].Name == \"pen\" && items is List<Ware>")]
    [InlineData("public record Item(string Name);", "items = new List<Item> { new(\"pen\") };", "public record Item([property: Formerly(\"Name\")] string Title);" + Formerly, "items[0].Title == \"pen\"")]
    [InlineData("public record Item(string Name);", "items = new List<Item> { new(\"pen\") };", "public readonly record struct Item(string Name);", "items[0].Name == \"pen\"")]
    [InlineData("public record Item(string Name, int Price);", "items = new List<Item> { new(\"pen\", 3) };", "public class Item { public long Price; public string? Name; }", "items[0].Name == \"pen\" && items[0].Price == 3L")]
    [InlineData("public enum Kind { A, B } public record Item(Kind Kind);", "items = new List<Item> { new(Kind.B) };", "public enum Kind { B, A } public record Item(Kind Kind);", "items[0].Kind == Kind.B")]
    [InlineData("public record Item(string Name);", "items = new List<Item> { new(\"pen\") };", "public record Thing { public string Name { get; init; } = \"\"; } public record Item : Thing;", "items[0].Name == \"pen\"")]
    [InlineData("public record Box(int Value);", "box = new Box(3)", "public record Box<T>(T Value);", "box is Box<int> { Value: 3 }")]
    [InlineData("public record Box<T>(T Value);", "box = new Box<int>(3)", "public record Box(int Value);", "box is Box { Value: 3 }")]
    [InlineData("namespace A { public class Outer<T> { public record Part(T Value); } }", "parts = new Dictionary<string, A.Outer<int>.Part> { [\"x\"] = new(3) };", "namespace B { public class Outer<T> { public record Part(T Value); } }", "parts is Dictionary<string, B.Outer<int>.Part> && parts[\"x\"].Value == 3")]
    [InlineData("public class Outer { public record Part(int Value); }", "parts = new[] { new Outer.Part(3) };", "[Formerly(\"Outer\")] public class Whole { [Formerly(\"Part\")] public record Piece(int Value); }" + Formerly, "parts is Whole.Piece[] && parts[0].Value == 3")]
    [InlineData("public record Pair<A, B>(A Left, B Right);", "pair = new Pair<int, string>(1, \"x\")", "public record Pair<B, A>(A Left, B Right);", "pair is Pair<string, int> { Left: 1, Right: \"x\" }")]
    public async Task Values_follow(string source, string value, string changed, string check)
    {
        await using var prompt = await WithShop(source, value);
        prompt.Save("shop/Shop.cs", changed);
        Assert.Equal("true", await prompt.Says(check));
        Assert.Equal("1", await prompt.Says("worlds().Count"));
    }

    [Fact]
    public async Task A_parameter_that_is_not_to_be_inferred_refuses_the_new_build_and_says_why()
    {
        await using var prompt = await WithShop("public record Box<T>(T Value);", "boxes = new List<Box<int>> { new(3) }");
        prompt.Save("shop/Shop.cs", "public record Box<T, U>(T Value, U? Other = default) where U : class;");
        var kept = await prompt.Submit("boxes[0].Value");
        Assert.Equal("3", kept.Text);
        Assert.Contains(kept.Notes, n => n.Kind == "broken" && n.Text.Contains("whose U shows in no member that Box<T> had", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_type_goes_from_the_workspace_to_a_project_and_back()
    {
        await using var prompt = await WithShop("public static class Shop { }");
        prompt.Save("items.cs", "enum Kind { Pen, Ink } record Item(string Name, Kind Kind);");
        await prompt.Do("items = new List<Item> { new(\"pen\", Kind.Ink) };");
        prompt.Save("shop/Shop.cs", "namespace Store { public enum Kind { Ink, Pen } public record Item(string Name, Kind Kind, int Price = 1); }");
        prompt.Save("items.cs", "");
        Assert.Equal("(\"pen\", Ink, 1)", await prompt.Says("(items[0].Name, items[0].Kind, items[0].Price)"));
        prompt.Save("shop/Shop.cs", "public static class Shop { }");
        prompt.Save("items.cs", "enum Kind { Pen, Ink } class Item { public string Name; public Kind Kind; }");
        Assert.Equal("(\"pen\", Ink)", await prompt.Says("(items[0].Name, items[0].Kind)"));
    }

    [Fact]
    public async Task A_type_goes_from_one_project_to_another()
    {
        await using var prompt = await WithShop("namespace A { public record Item(string Name); }");
        prompt.Save("store/Store.csproj", Project);
        prompt.Save("store/Store.cs", "public static class Store { }");
        await prompt.Do("#:project store/Store.csproj", "item = new A.Item(\"pen\")");
        prompt.Save("shop/Shop.cs", "");
        prompt.Save("store/Store.cs", "namespace A { public record Item(string Name); }");
        Assert.Equal("\"pen\"", await prompt.Says("item is A.Item ? item.Name : null"));
    }

    private static async Task<Prompt> WithShop(string source, params string[] first)
    {
        var prompt = new Prompt();
        prompt.Save("shop/Shop.csproj", Project);
        prompt.Save("shop/Shop.cs", source);
        await prompt.Do(["#:project shop/Shop.csproj", .. first]);
        return prompt;
    }
}
