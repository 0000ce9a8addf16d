namespace Stet.Sessions.Tests.References;

/// <summary>
/// Types of a project change as those of the workspace do, and values follow: in other places and with other parameters, with new members that begin with their initialisers and derived ones that
/// are computed again. All cases are in one project, since each build takes seconds.
/// </summary>
public class ProjectTypeTests
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>";

    private const string Attributes = "\n[AttributeUsage(AttributeTargets.All)] class FormerlyAttribute(string name) : Attribute { public string Name => name; } class DerivedAttribute : Attribute;";

    private static readonly Case[] Places =
    [
        new("namespace A { public record Item1(string Name); }", "v1 = new A.Item1(\"pen\")", "namespace B { public record Item1(string Name); }", "v1 is B.Item1 { Name: \"pen\" }"),
        new("public record Item2(string Name);", "v2 = new List<Item2> { new(\"pen\") };", "public static class Shop2 { public record Item2(string Name); }", "v2[0].Name == \"pen\" && v2 is List<Shop2.Item2>"),
        new("public static class Shop3 { public record Item3(string Name); }", "v3 = new List<Shop3.Item3> { new(\"pen\") };", "public record Item3(string Name);", "v3[0].Name == \"pen\" && v3 is List<Item3>"),
        new("public record Item4(string Name);", "v4 = new List<Item4> { new(\"pen\") };", "[Formerly(\"Item4\")] public record Ware4(string Name);", "v4[0].Name == \"pen\" && v4 is List<Ware4>"),
        new("public record Item5(string Name);", "v5 = new List<Item5> { new(\"pen\") };", "public record Item5([property: Formerly(\"Name\")] string Title);", "v5[0].Title == \"pen\""),
        new("public record Item6(string Name);", "v6 = new List<Item6> { new(\"pen\") };", "public readonly record struct Item6(string Name);", "v6[0].Name == \"pen\""),
        new("public record Item7(string Name, int Price);", "v7 = new List<Item7> { new(\"pen\", 3) };", "public class Item7 { public long Price; public string? Name; }", "v7[0].Name == \"pen\" && v7[0].Price == 3L"),
        new("public enum Kind8 { A, B } public record Item8(Kind8 Kind);", "v8 = new List<Item8> { new(Kind8.B) };", "public enum Kind8 { B, A } public record Item8(Kind8 Kind);", "v8[0].Kind == Kind8.B"),
        new("public record Item9(string Name);", "v9 = new List<Item9> { new(\"pen\") };", "public record Thing9 { public string Name { get; init; } = \"\"; } public record Item9 : Thing9;", "v9[0].Name == \"pen\""),
        new("public record Box10(int Value);", "v10 = new Box10(3)", "public record Box10<T>(T Value);", "v10 is Box10<int> { Value: 3 }"),
        new("public record Box11<T>(T Value);", "v11 = new Box11<int>(3)", "public record Box11(int Value);", "v11 is Box11 { Value: 3 }"),
        new("public record Pair12<A, B>(A Left, B Right);", "v12 = new Pair12<int, string>(1, \"x\")", "public record Pair12<B, A>(A Left, B Right);", "v12 is Pair12<string, int> { Left: 1, Right: \"x\" }"),
        new("namespace A { public class Outer13<T> { public record Part13(T Value); } }", "v13 = new Dictionary<string, A.Outer13<int>.Part13> { [\"x\"] = new(3) };", "namespace B { public class Outer13<T> { public record Part13(T Value); } }", "v13 is Dictionary<string, B.Outer13<int>.Part13> && v13[\"x\"].Value == 3"),
        new("public class Outer14 { public record Part14(int Value); }", "v14 = new[] { new Outer14.Part14(3) };", "[Formerly(\"Outer14\")] public class Whole14 { [Formerly(\"Part14\")] public record Piece14(int Value); }", "v14 is Whole14.Piece14[] && v14[0].Value == 3"),
    ];

    private static readonly Case[] Members =
    [
        new("public record M1(string Name);", "m1 = new M1(\"pen\")", "public record M1(string Name) { public List<string> Tags { get; set; } = [\"new\"]; public int Stock = 7; public DateTime Made { get; } = new(2026, 1, 2); }", "m1.Tags[0] == \"new\" && m1.Stock == 7 && m1.Made.Year == 2026"),
        new("public record M2(string Name);", "m2 = new List<M2> { new(\"pen\"), new(\"ink\") };", "public record M2(string Name) { public List<string> Tags = []; }", "m2[0].Tags.Count == 0 && ReferenceEquals(m2[0].Tags, m2[1].Tags) == false"),
        new("public record M3(string Name);", "m3 = new M3(\"pen\")", "public record M3(string Name, int Price = 3, string? Note = null);", "m3 == new M3(\"pen\", 3)"),
        new("public record M4(string Name);", "m4 = new M4(\"pen\")", "public record M4(string Name) { public int Length { get; } = Name.Length * Factor4.Value; } static class Factor4 { public static int Value => 2; }", "m4.Length == 6"),
        new("public record M5(string Name) { public int Length { get; } = Name.Length * Factor5.Value; } static class Factor5 { public static int Value => 2; }", "m5 = new M5(\"pen\")", "public record M5(string Name) { public int Length { get; } = Name.Length * Factor5.Value; } static class Factor5 { public static int Value => 3; }", "m5.Length == 9"),
        new("public class M6(double x, double y) { public double X { get; } = x; public double Y { get; } = y; public double Length { get; } = x + y; }", "m6 = new M6(3, 4)", "public class M6(double x, double y) { public double X { get; } = x; public double Y { get; } = y; public double Length { get; } = Math.Sqrt(x * x + y * y); }", "m6.Length == 5"),
        new("public readonly record struct M7(double X, double Y);", "m7 = new[] { new M7(3, 4) };", "public readonly record struct M7(double X, double Y) { public double Length { get; } = Math.Sqrt(X * X + Y * Y); }", "m7[0].Length == 5"),
        new("public class M8<T>(T value) { public T Value = value; }", "m8 = new M8<string>(\"x\")", "public class M8<T>(T value) { public T Value = value; public List<T> Old { get; } = [value, default!]; public Func<T, bool> Is = v => v is not null; public string Shown { get; set; } = value is null ? \"none\" : $\"<{value}>\"; }", "m8.Old.Count == 2 && m8.Old[0] == \"x\" && m8.Is(\"a\") && m8.Shown == \"<x>\""),
        new("public class M9 { public string Name = \"pen\"; }", "m9 = new M9()", "public class M9 { public string Name = \"pen\"; readonly Dictionary<string, int> counts = new() { [\"a\"] = 1, [\"b\"] = 2 }; public int Count => counts.Count; public M9(int n) { Name = n.ToString(); } public M9() : this(1) { } }", "m9.Count == 2 && m9.Name == \"pen\""),
        new("public record M10(string Name) { public string Upper => field ??= Name.ToUpper(); }", "m10 = new M10(\"pen\"); upper = m10.Upper", "public record M10(string Name) { public string Upper => field ??= Name.ToUpper() + \"!\"; }", "m10.Upper == \"PEN!\""),
        new("public record M11(string Name) { [Derived] public string Shown = Name; }", "m11 = new M11(\"pen\")", "public record M11(string Name) { [Derived] public string Shown = Name + \"!\"; }", "m11.Shown == \"pen!\""),
        new("public abstract class Base12 { public int A; } public class M12 : Base12 { public string Name = \"\"; }", "m12 = new List<Base12> { new M12 { A = 2, Name = \"pen\" } };", "public abstract class Base12 { public int A; public int[] More { get; set; } = [1, 2, 3]; } public class M12 : Base12 { public string Name = \"\"; public char Kind = 'k'; }", "m12[0].More.Length == 3 && m12[0] is M12 { Kind: 'k', Name: \"pen\", A: 2 }"),
        new("public class M13 { public string Name = \"pen\"; }", "m13 = new M13()", "public class M13 { public string Name = \"pen\"; public Lazy<int> Later = new(() => 4 + 3); public int Big = Environment.ProcessorCount > 0 ? (Environment.TickCount64 > 0 ? 5 : 6) : throw new InvalidOperationException(); }", "m13.Later.Value == 7 && m13.Big == 5"),
    ];

    [Fact]
    public async Task Values_follow_to_other_places_and_get_new_and_derived_members()
    {
        Case[] all = [.. Places, .. Members];
        await using var prompt = await WithShop(string.Join('\n', all.Select(c => c.Source)) + Attributes, [.. all.Select(c => c.Value)]);
        prompt.Save("shop/Shop.cs", string.Join('\n', all.Select(c => c.Changed)) + Attributes);
        var wrong = new List<string>();
        foreach (var check in all.Select(c => c.Check))
        {
            if (await prompt.Says(check) is var said and not "true")
            {
                wrong.Add($"{check}: {said}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal("1", await prompt.Says("worlds().Count"));
    }

    [Fact]
    public async Task Migrate_of_a_projects_type_makes_its_values_when_it_or_their_fields_are_others_and_only_then()
    {
        const string Rest = " public class Other { public int Value; static Other Migrate(IReadOnlyDictionary<string, object?> old) => throw new InvalidOperationException(\"not asked\"); }";
        await using var prompt = await WithShop("public record Person(string Name);" + Rest, "people = new List<Person> { new(\"Ada Lovelace\"), null, new(\"x\") }; other = new Other { Value = 4 };");
        prompt.Save("shop/Shop.cs", "public record Person(string First, string Last) { static Person Migrate(IReadOnlyDictionary<string, object?> old) => ((string)old[\"Name\"]!).Split(' ') is [var f, var l] ? new(f, l) : throw new ArgumentException($\"no last name in {old[\"Name\"]}\"); }" + Rest);
        Assert.Contains((await prompt.Submit("people.Count")).Notes, n => n.Text.Contains("people[2]: Migrate threw ArgumentException: no last name in x", StringComparison.Ordinal));
        prompt.Save("shop/Shop.cs", "public record Person(string First, string Last) { static Person Migrate(IReadOnlyDictionary<string, object?> old) => ((string)old[\"Name\"]!).Split(' ') is [var f, var l] ? new(f, l) : new(\"\", (string)old[\"Name\"]!); }" + Rest);
        Assert.Equal("(\"Ada\", \"Lovelace\", \"x\", 4)", await prompt.Says("(people[0].First, people[0].Last, people[2].Last, other.Value)"));
        prompt.Save("shop/Shop.cs", "public record Person(string First, string Last) { public int Length => Last.Length; static Person Migrate(IReadOnlyDictionary<string, object?> old) => ((string)old[\"Name\"]!).Split(' ') is [var f, var l] ? new(f, l) : new(\"\", (string)old[\"Name\"]!); }" + Rest);
        Assert.Equal("8", await prompt.Says("people[0].Length"));
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
    public async Task A_type_goes_from_the_workspace_to_a_project_to_another_and_back()
    {
        await using var prompt = await WithShop("public static class Shop { }");
        prompt.Save("store/Store.csproj", Project);
        prompt.Save("store/Store.cs", "public static class Store { }");
        prompt.Save("items.cs", "enum Kind { Pen, Ink } record Item(string Name, Kind Kind);");
        await prompt.Do("#:project store/Store.csproj", "items = new List<Item> { new(\"pen\", Kind.Ink) };");
        prompt.Save("shop/Shop.cs", "namespace A { public enum Kind { Ink, Pen } public record Item(string Name, Kind Kind, int Price = 1); }");
        prompt.Save("items.cs", "");
        Assert.Equal("(\"pen\", Ink, 1)", await prompt.Says("(items[0].Name, items[0].Kind, items[0].Price)"));
        prompt.Save("store/Store.cs", "namespace A { public enum Kind { Pen, Ink } public record Item(string Name, Kind Kind, int Price = 1); }");
        prompt.Save("shop/Shop.cs", "");
        Assert.Equal("(\"pen\", Ink, 1)", await prompt.Says("(items[0].Name, items[0].Kind, items[0].Price)"));
        prompt.Save("store/Store.cs", "");
        prompt.Save("items.cs", "enum Kind { Pen, Ink } class Item { public string Name; public Kind Kind; }");
        Assert.Equal("(\"pen\", Ink)", await prompt.Says("(items[0].Name, items[0].Kind)"));
    }

    private static async Task<Prompt> WithShop(string source, params string[] first)
    {
        var prompt = new Prompt();
        prompt.Save("shop/Shop.csproj", Project);
        prompt.Save("shop/Shop.cs", source);
        await prompt.Do(["#:project shop/Shop.csproj", .. first]);
        return prompt;
    }

    /// <param name="Source">Types of the project.</param>
    /// <param name="Value">What makes a value of them.</param>
    /// <param name="Changed">The types as they are afterwards.</param>
    /// <param name="Check">True where the value has followed.</param>
    private sealed record Case(string Source, string Value, string Changed, string Check);
}
