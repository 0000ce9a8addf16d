namespace Stet.Sessions.Tests;

/// <summary>A workspace that was made elsewhere: looked at as plain data, and nothing of it runs, is loaded or written before <c>trust</c>.</summary>
public class TrustTests
{
    private const string Trace = """
        void Leave(string where) => File.AppendAllText("TRACE", where + "\n");
        class Guest(string name) { static Guest() => Leave("static"); public string Name { get { Leave("getter"); return name; } } public override string ToString() { Leave("text"); return name; } }
        """;

    [Fact]
    public async Task Looking_at_values_runs_nothing_of_them()
    {
        var (folder, trace) = await MadeElsewhere();
        await using var prompt = new Prompt(folder);
        Assert.Equal("Guest { name = \"Mallory\" }", await prompt.Says("guest"));
        Assert.Contains("Mallory", await prompt.Says("guests"));
        Assert.Contains("guest", await prompt.Says("who"));
        foreach (var code in new[] { "guest.Name", "1 + 1", "x = 3", "drop guest", "undo", "int f() => 1;", "usings", "force", "guests[0]", "Leave(\"me\")" })
        {
            Assert.Equal("STET0500", await prompt.Says(code));
        }

        Assert.False(File.Exists(trace));
        Assert.Equal(0, prompt.UnitsCompiled);
    }

    [Fact]
    public async Task Nothing_is_recorded_and_no_file_is_written_before_trust()
    {
        var (folder, _) = await MadeElsewhere();
        string before;
        await using (var prompt = new Prompt(folder, keepFolder: true))
        {
            before = Bindings(prompt);
            await prompt.Says("int f() => 1;");
            await prompt.Says("guest");
            File.WriteAllText(Path.Combine(folder, "more.cs"), "int h() => 5;\n");
            await prompt.Says("h()");
            Assert.Equal(before, Bindings(prompt));
        }

        Assert.DoesNotContain("int f()", File.ReadAllText(Path.Combine(folder, "workspace.cs")));
        await using var again = new Prompt(folder);
        Assert.Equal(before, Bindings(again));
    }

    [Fact]
    public async Task Trust_lets_it_run_here_and_at_the_next_start()
    {
        var (folder, trace) = await MadeElsewhere();
        await using var prompt = new Prompt(folder);
        await prompt.Do("trust");
        Assert.Equal("\"Mallory\"", await prompt.Says("guest.Name"));
        Assert.Contains("getter", File.ReadAllText(trace));
        await prompt.Reopen();
        Assert.Equal("\"Mallory\"", await prompt.Says("guests[0].Name"));
    }

    private static string Bindings(Prompt prompt) => string.Join('\n', prompt.Session.History(new(Limit: 100)).Select(e => $"{e.Number} {e.Code} {e.State}"));

    private static async Task<(string Folder, string Trace)> MadeElsewhere()
    {
        var copy = Directory.CreateTempSubdirectory("stet-test-").FullName;
        await using var prompt = new Prompt();
        var trace = Path.Combine(copy, "trace");
        await prompt.Do(Trace.Replace("TRACE", trace), "guest = new Guest(\"Mallory\");", "guests = new List<Guest> { guest };");
        await prompt.Reopen();
        using var copying = System.Diagnostics.Process.Start("cp", ["-a", prompt.Folder + "/.", copy]);
        await copying.WaitForExitAsync();
        File.Delete(trace);
        return (copy, trace);
    }
}
