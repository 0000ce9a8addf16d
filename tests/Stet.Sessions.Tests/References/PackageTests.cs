namespace Stet.Sessions.Tests.References;

/// <summary>Packages in a workspace: resolved, used, replaced by another version while values of their types live, dropped.</summary>
public class PackageTests
{
    private const string First = "namespace Bank; public class Money(int amount) { public int Amount { get; set; } = amount; public override string ToString() => $\"{Amount} coins\"; } public static class Coins { public static int Total(this System.Collections.Generic.List<Money> all) { var t = 0; foreach (var m in all) t += m.Amount; return t; } }";
    private const string Second = "namespace Bank; public class Money(long amount) { public string Currency { get; set; } = \"EUR\"; public long Amount { get; set; } = amount; public override string ToString() => $\"{Amount} {Currency ?? \"?\"}\"; } public static class Coins { public static long Total(this System.Collections.Generic.List<Money> all) { var t = 0L; foreach (var m in all) t += m.Amount; return t; } }";

    [Fact]
    public async Task A_package_is_replaced_by_another_version_while_values_of_its_types_live()
    {
        await using var prompt = WithBank(id: "Test.Replaced");
        await prompt.Do("#:package Test.Replaced@1.0.0", "using Bank;", "purse = new List<Money> { new(1), new(2) };", "first = purse[0]", "record Owner(string Name, Money Has);", "owner = new Owner(\"Ada\", first)", "string sum() => $\"{purse.Total()}\";");
        Assert.Equal("\"3\"", await prompt.Says("sum()"));
        var changed = await prompt.Submit("#:package Test.Replaced@2.0.0");
        Assert.True(changed.Ok, string.Join("; ", changed.Errors.Select(e => e.Message)));
        Assert.Contains(changed.Notes, n => n.Kind == "migrated" && n.Names.SequenceEqual(["first", "owner", "purse"]));
        Assert.Equal("\"3\"", await prompt.Says("sum()"));
        Assert.Equal("(1, true, true)", await prompt.Says("(first.Amount, ReferenceEquals(first, purse[0]), ReferenceEquals(owner.Has, first))"));
        Assert.Equal("2", await prompt.Says("typeof(Money).Assembly.GetName().Version!.Major"));
        Assert.Equal("1", await prompt.Says("worlds().Count"));
        Assert.Equal(2, Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == "Test.Replaced").GetName().Version!.Major);
        Assert.Contains("#:package Test.Replaced@2.0.0\n", prompt.Read("workspace.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_a_package_come_back_and_nothing_is_restored_again()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0\nusing Bank;\npurse = new List<Money> { new(1), new(2) };", "int sum() => purse.Total();");
        await prompt.Reopen();
        Assert.Equal("3", await prompt.Says("sum()"));
        Assert.Equal("1 coins", await prompt.Says("$\"{purse[0]}\"").ContinueWith(t => t.Result.Trim('"')));
        Assert.Equal((0, 0), (prompt.DotnetRuns, prompt.UnitsCompiled));
    }

    [Fact]
    public async Task Undo_brings_back_the_version_before_with_its_values()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "m = new Money(7)", "#:package Test.Bank@2.0.0");
        Assert.Equal("\"7 ?\"", await prompt.Says("m.ToString()"));
        await prompt.Do("undo");
        Assert.Equal("\"7 coins\"", await prompt.Says("m.ToString()"));
        Assert.Contains("#:package Test.Bank@1.0.0\n", prompt.Read("workspace.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_uses_a_changed_package_is_compiled_again_and_nothing_else()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "int plain(int x) => x + 1;", "int amount(Money m) => (int)m.Amount;", "int twice(int x) => 2 * amount(new(x));");
        var before = prompt.UnitsCompiled;
        await prompt.Do("#:package Test.Bank@2.0.0");
        Assert.Equal(2, prompt.UnitsCompiled - before);
        Assert.Equal("8", await prompt.Says("twice(4)"));
    }

    [Fact]
    public async Task A_version_that_breaks_a_definition_is_refused_with_the_list()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "int amount(Money m) => m.Amount;");
        var refused = await prompt.Submit("#:package Test.Bank@2.0.0");
        var error = Assert.Single(refused.Errors);
        Assert.Equal(("STET0100", "workspace.cs"), (error.Code, error.Source));
        Assert.Contains("#:package Test.Bank@1.0.0\n", prompt.Read("workspace.cs"), StringComparison.Ordinal);
        Assert.Equal("5", await prompt.Says("amount(new(5))"));
        await prompt.Do("force");
        Assert.Equal("STET0110", await prompt.Says("amount(new(5))"));
        await prompt.Do("int amount(Money m) => (int)m.Amount;");
        Assert.Equal("5", await prompt.Says("amount(new(5))"));
    }

    [Fact]
    public async Task A_package_that_is_used_is_not_dropped_and_one_that_is_not_is()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "m = new Money(7)");
        Assert.Equal("STET0406", await prompt.Says("drop Test.Bank"));
        Assert.Equal("7", await prompt.Says("m.Amount"));
        await prompt.Do("drop m", "drop Test.Bank");
        Assert.Equal("CS0246", await prompt.Says("new Money(1)"));
        Assert.Equal("2", await prompt.Says("1 + 1"));
        await prompt.Do("undo");
        Assert.Equal("1", await prompt.Says("new Money(1).Amount"));
    }

    [Fact]
    public async Task A_definition_is_renamed_beside_references()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "int amount(Money m) => m.Amount;", "rename amount worth");
        Assert.Equal("5", await prompt.Says("worth(new(5))"));
        Assert.StartsWith("#:package Test.Bank@1.0.0\n", prompt.Read("workspace.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_are_listed_among_the_definitions()
    {
        await using var prompt = WithBank();
        await prompt.Do("#r \"nuget: Test.Bank, 1.0.0\"");
        Assert.Equal("(\"Test.Bank@1.0.0\", \"package\", \"workspace.cs:1\", \"ok\")", await prompt.Says("defs().Select(d => (d.Name, d.Kind, d.Where, d.State)).Single()"));
        Assert.Equal("#:package Test.Bank@1.0.0\n", prompt.Read("workspace.cs"));
    }

    [Fact]
    public async Task A_saved_file_with_another_version_is_followed()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "m = new Money(7)");
        prompt.Save("workspace.cs", prompt.Read("workspace.cs").Replace("1.0.0", "2.0.0", StringComparison.Ordinal));
        Assert.Equal("\"7 ?\"", await prompt.Says("m.ToString()"));
    }

    [Theory]
    [InlineData("#:package Test.Bank@9.0.0", "no Test.Bank 9.0.0; the nearest is 2.0.0")]
    [InlineData("#:package Test.Bank@1.5.0", "no Test.Bank 1.5.0; Test.Bank 2.0.0 is there")]
    [InlineData("#:package Test.Nothing@1.0.0", "There is no package Test.Nothing")]
    [InlineData("#:package Test.New@1.0.0", "Test.New 1.0.0 has nothing for net10.0")]
    [InlineData("#:project ../Nowhere.csproj", "There is no project file")]
    public async Task What_cannot_be_had_is_said_and_nothing_changes(string code, string message)
    {
        await using var prompt = WithBank();
        var refused = await prompt.Submit(code);
        var error = Assert.Single(refused.Errors);
        Assert.Equal(("STET0130", "In[1]", 1), (error.Code, error.Source, error.Line));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(prompt.Folder, "workspace.cs")));
    }

    [Fact]
    public async Task Members_of_its_types_are_completed()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "purse = new List<Money> { new(1) };");
        Assert.Contains((await prompt.Session.Complete("new Mon", 7)).Items, i => i.Insert == "Money");
        Assert.Contains((await prompt.Session.Complete("purse[0].Am", 11)).Items, i => i.Insert == "Amount");
        Assert.Contains((await prompt.Session.Complete("purse.Tot", 9)).Items, i => i.Insert == "Total");
    }

    [Fact]
    public async Task Nothing_is_resolved_or_loaded_before_trust()
    {
        string folder;
        await using (var made = WithBank(keepFolder: true))
        {
            await made.Do("#:package Test.Bank@1.0.0", "using Bank;", "m = new Money(7)");
            folder = made.Folder;
        }

        await using var prompt = new Prompt(folder);
        prompt.Save("more.cs", "#:package Test.Nothing@1.0.0\n");
        Assert.Equal("STET0500", await prompt.Says("#:package Test.Bank@2.0.0"));
        Assert.Contains("7", await prompt.Says("m"), StringComparison.Ordinal);
        Assert.Equal(0, prompt.DotnetRuns);
        prompt.Save("more.cs", "");
        await prompt.Do("trust");
        Assert.Equal("7", await prompt.Says("m.Amount"));
    }

    [Fact]
    public async Task The_clean_rebuild_has_the_packages()
    {
        await using var prompt = WithBank();
        await prompt.Do("#:package Test.Bank@1.0.0", "using Bank;", "int amount(Money m) => m.Amount;");
        Assert.Equal("all is well", (await prompt.Session.List("check")).Text);
        prompt.Save("more.cs", "#:package Test.Bank@2.0.0\n");
        Assert.Contains((await prompt.Session.List("check")).Errors, e => e.Code == "STET0131");
    }

    [Fact]
    public async Task A_package_of_the_registries_works_and_its_objects_are_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("#:package Newtonsoft.Json@13.0.1", "using Newtonsoft.Json.Linq;", "o = JObject.Parse(\"{\\\"a\\\": [1, 2, {\\\"b\\\": 3}]}\");", "int b() => (int)o[\"a\"]![2]![\"b\"]!;");
        await prompt.Reopen();
        Assert.Equal("3", await prompt.Says("b()"));
        Assert.Equal("\"{\\\"X\\\":1}\"", await prompt.Says("Newtonsoft.Json.JsonConvert.SerializeObject(new { X = 1 })"));
    }

    [Fact]
    public async Task A_native_library_of_a_package_is_found()
    {
        await using var prompt = new Prompt();
        await prompt.Do("#:package Microsoft.Data.Sqlite@10.0.15", "using Microsoft.Data.Sqlite;");
        Assert.StartsWith("\"3.", await prompt.Says("using var c = new SqliteConnection(\"Data Source=:memory:\"); c.Open(); c.ServerVersion"), StringComparison.Ordinal);
    }

    private static Prompt WithBank(bool keepFolder = false, string id = "Test.Bank")
    {
        var folder = Directory.CreateTempSubdirectory("stet-test-").FullName;
        new TestPackages(folder).Add(id, "1.0.0", First).Add(id, "2.0.0", Second).Add("Test.New", "1.0.0", First, "net11.0");
        return new(folder, keepFolder);
    }
}
