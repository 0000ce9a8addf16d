using Stet.Model;

namespace Stet.Sessions.Tests;

/// <summary>What an export contains, and what it refuses. That it builds and runs, transcript F3-export shows.</summary>
public class ExportTests
{
    [Fact]
    public async Task An_export_has_the_code_that_is_reached_and_no_other()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "int Twice(int x) => 2 * x;", "int Thrice(int x) => 3 * x;", "static class Limits { public const int Most = 3; }", "static class Other { public const int Most = 4; }",
            "record Box(int Size) { public static Box operator +(Box a, Box b) => new(Twice(a.Size + b.Size)); }", "record Bag(int Twice);", "enum Kind { Big, Small }",
            "int pack(Box a, Kind kind) { var Thrice = 1; return (a + a).Size + Limits.Most + Thrice; }", "int other() => Thrice(1);");
        Assert.Equal("Box Kind Limits Twice pack", await Defined(prompt, "pack"));
        Assert.Equal("Thrice other", await Defined(prompt, "other"));
    }

    [Fact]
    public async Task Functions_are_members_formulas_properties_and_types_public()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", """
            using System.Globalization;
            /// <summary>One.</summary>
            static string One(double x) => x.ToString(CultureInfo.InvariantCulture);
            namespace Geo { internal record Point([property: Formerly("A")] int X) { static Point Migrate(Old old) => new(1); } }
            """);
        await prompt.Do("rate = 2.5;", "total => rate * 2;", "/// <summary>All.</summary>\nstring all(Geo.Point at) => One(total) + at;");
        var project = await Exported(prompt, "all");
        Assert.Equal("""
            using System.Globalization;

            public static partial class Functions
            {
                /// <summary>One.</summary>
                public static string One(double x) => x.ToString(CultureInfo.InvariantCulture);
            }

            namespace Geo
            {
                public record Point( int X) {  }
            }

            """, File(project, "a.cs"));
        Assert.Equal("""
            public static partial class Functions
            {
                public static double total => rate * 2;

                /// <summary>All.</summary>
                public static string all(Geo.Point at) => One(total) + at;
            }

            """, File(project, "workspace.cs"));
        Assert.Equal("public static partial class Functions\n{\n    public static double rate = 2.5;\n}\n", File(project, "Data.cs"));
        Assert.Equal("exported as data, with the values of now: rate", Assert.Single(project.Told));
        Assert.Equal("all.csproj", project.Files[0].Path);
    }

    [Fact]
    public async Task Usings_of_the_workspace_come_along_where_they_are_needed()
    {
        await using var prompt = new Prompt();
        await prompt.Do("using System.Numerics;", "using System.Net;", "using Big = System.Numerics.BigInteger;", "using static System.Globalization.CultureInfo;",
            "string f(int n) => new Complex(n, 1).ToString(InvariantCulture);", "string g(int n) => new Big(n).ToString();");
        var usings = File(await Exported(prompt, "f"), "Usings.cs");
        Assert.Contains("global using System.Numerics;", usings);
        Assert.Contains("global using static System.Globalization.CultureInfo;", usings);
        Assert.DoesNotContain("System.Net;", usings);
        Assert.DoesNotContain("Big", usings);
        Assert.Contains("global using Big = System.Numerics.BigInteger;", File(await Exported(prompt, "g"), "Usings.cs"));
    }

    [Fact]
    public async Task Variables_that_C_sharp_can_write_down_are_data()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = 1.5; b = \"x\\\"y\"; c = new[] { 1, 2 }; d = new List<string> { \"p\" }; e = new DateOnly(2024, 2, 29); f0 = true; g = 10m; string? h = null;",
            "string f() => $\"{a}{b}{c}{d}{e}{f0}{g}{h}\";");
        await prompt.Reopen();
        Assert.Equal("""
            public static partial class Functions
            {
                public static double a = 1.5;
                public static string b = "x\"y";
                public static int[] c = [1, 2];
                public static global::System.Collections.Generic.List<string> d = ["p"];
                public static global::System.DateOnly e = global::System.DateOnly.Parse("2024-02-29", global::System.Globalization.CultureInfo.InvariantCulture);
                public static bool f0 = true;
                public static decimal g = 10M;
                public static string h = null!;
            }

            """, File(await Exported(prompt, "f"), "Data.cs"));
    }

    [Theory]
    [InlineData("reads", "reads cannot be exported: it reads days and other, whose values C# cannot write down. Give them as parameters.")]
    [InlineData("asks", "asks cannot be exported: it uses history of Stet, which there is only in a workspace.")]
    [InlineData("shells", "shells cannot be exported: it uses ShellCommand of Stet, which there is only in a workspace.")]
    [InlineData("generic", "generic cannot be called from a command line: it is generic")]
    [InlineData("raeds", "there is no function raeds. Did you mean reads?")]
    public async Task What_has_no_place_outside_is_refused_with_the_list(string function, string why)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N);", "days = new List<Day>(); other = new Day(1);", "int Count() => days.Count;", "int reads() => Count() + other.N;", "int shells(int x) => default(Stet.Toolbox.Shell.ShellCommand) is null ? x : 0;", "int asks() => history().Count;", "T generic<T>(T x) => x;");
        Assert.StartsWith(why, (await prompt.Session.Export(function, "/x")).Trouble, StringComparison.Ordinal);
    }

    private static string File(ExportedProject project, string path) => Assert.Single(project.Files, f => f.Path == path).Content;

    private static async Task<ExportedProject> Exported(Prompt prompt, string function)
    {
        var project = await prompt.Session.Export(function, Path.Combine(prompt.Folder, "out"));
        Assert.Equal("", project.Trouble);
        return project;
    }

    /// <summary>Names of the definitions in the export.</summary>
    private static async Task<string> Defined(Prompt prompt, string function)
    {
        var text = File(await Exported(prompt, function), "workspace.cs");
        string[] names = ["Box", "Bag", "Kind", "Limits", "Other", "Thrice", "Twice", "other", "pack"];
        return string.Join(' ', names.Where(n => System.Text.RegularExpressions.Regex.IsMatch(text, $@"(public static int|record|enum|class) {n}\b")));
    }
}
