using Stet.Model;

namespace Stet.Sessions.Tests.Checking;

/// <summary>Whether formulas have the same values when everything is made anew. Here the other workspace is in the same process; transcript <c>W16</c> has it in another one.</summary>
public class FormulaCheckTests
{
    [Fact]
    public async Task Formulas_that_agree_are_counted()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N, double Rain);", "days = new List<Day> { new(1, 2.5), new(2, 3.5) };", "total => days.Sum(d => d.Rain);", "twice => total * 2;", "worst => days.MaxBy(d => d.Rain);", "(twice, worst)");
        await Agree(prompt, "all is well\n3 formulas computed anew: all agree\nexist only as values, not in files: days");
        Assert.Equal(3, (await prompt.Session.List("check")).Rows.Count(r => r.Contains("\"verdict\":\"agrees\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Also_where_their_results_were_kept_by_an_earlier_process()
    {
        await using var prompt = new Prompt();
        await prompt.Do("n = 20;", "squares => Enumerable.Range(0, n).Select(i => i * i).ToList();", "squares.Count");
        await prompt.Reopen();
        prompt.Ran();
        await Agree(prompt, "all is well\n1 formula computed anew: it agrees\nexist only as values, not in files: n");
        Assert.Equal("", prompt.Ran());
    }

    [Fact]
    public async Task One_that_counts_something_unseen_does_not_agree_nor_does_what_reads_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Counter { [ThreadStatic] static int n; public static int Next() => ++n; }", "step = 1;", "ticket => Counter.Next() * step;", "next => ticket + 1;", "other => step + 1;", "(next, other)", "step = 2;", "(next, other)");
        var check = await prompt.Session.List("check");
        var error = Assert.Single(check.Errors);
        Assert.Equal(("STET0311", "workspace.cs", "ticket => Counter.Next() * step;"), (error.Code, error.Source, error.LineText));
        Assert.StartsWith("ticket does not agree: here it is 4; computed in a clean process, with the same inputs, it is 2, and 4 when it is computed once more there. ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("What reads it does not agree either: next.", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 formulas computed anew: 1 agrees", check.Text, StringComparison.Ordinal);
        Assert.Equal("(5, 3)", await prompt.Says("(next, other)"));
    }

    [Fact]
    public async Task Volatile_ones_and_what_reads_them_are_not_compared()
    {
        await using var prompt = new Prompt();
        await prompt.Do("now => DateTime.UtcNow;", "late => now.AddDays(1);", "mine => impure(3);", "_ = (late, mine);");
        await Agree(prompt, "all is well\nlate was not compared: it reads now, which is volatile: reads the clock: DateTime.UtcNow\n"
            + "mine was not compared: it is volatile: is marked impure\nnow was not compared: it is volatile: reads the clock: DateTime.UtcNow");
    }

    [Fact]
    public async Task What_could_destroy_something_is_not_run_whatever_its_marks_say()
    {
        await using var prompt = new Prompt();
        var file = Path.Combine(prompt.Folder, "precious.txt");
        await prompt.Do($"string path = \"{file}\";", "int Wipe() { File.Delete(path); return 1; }", "wiped => pure(Wipe());", "after => wiped + 1;", "maybe => path.Length == 0 ? wiped : 3;",
            "Func<int> remove = () => { File.Delete(path); return 2; };", "hidden => pure(remove());", "safe => path.Length > 0;", "(maybe, safe)");
        await File.WriteAllTextAsync(file, "text");
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.True(File.Exists(file));
        Assert.Equal(
            ["after was not compared: it can delete or overwrite files", "hidden was not compared: it can delete or overwrite files",
             "maybe was not compared: it can delete or overwrite files", "wiped was not compared: it can delete or overwrite files"],
            check.Text.Split('\n').Where(l => l.Contains("not compared", StringComparison.Ordinal)));
        Assert.Contains("1 formula computed anew: it agrees", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_this_process_has_is_named()
    {
        await using var prompt = new Prompt();
        await prompt.Do("stream = new FileStream(\"/dev/null\", FileMode.Open);", "n = 4;", "name => stream.Name.Length + n;", "more => name + 1;", "half => n / 2;", "task => Task.FromResult(n);", "(more, half, task)");
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.Contains("name was not compared: it is computed from stream, of which one process alone has a part (stream: FileStream)", check.Text, StringComparison.Ordinal);
        Assert.Contains("more was not compared: it reads name, which is computed from stream", check.Text, StringComparison.Ordinal);
        Assert.Contains("2 formulas computed anew: all agree", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_compared_like_values()
    {
        await using var prompt = new Prompt();
        await prompt.Do("items = new[] { 1, 2, 3 };", "class Once { [ThreadStatic] static bool was; public static int Get() { if (was) return 1; was = true; throw new(\"the first time\"); } }",
            "fourth => items[3];", "once => Once.Get() + items.Length;");
        Assert.Equal("IndexOutOfRangeException", await prompt.Says("fourth"));
        Assert.Equal("Exception", await prompt.Says("once"));
        await prompt.Do("items = new[] { 7 };");
        Assert.Equal("IndexOutOfRangeException", await prompt.Says("fourth"));
        Assert.Equal("2", await prompt.Says("once"));
        var check = await prompt.Session.List("check");
        Assert.StartsWith("once does not agree: here it is 2; computed in a clean process, with the same inputs, it throws Exception: the first time, and 2 when", Assert.Single(check.Errors).Message, StringComparison.Ordinal);
        Assert.Contains("2 formulas computed anew: 1 agrees", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_computed_is_computed_and_what_it_throws_is_said()
    {
        await using var prompt = new Prompt();
        await prompt.Do("n = 0;", "good => n + 1;", "bad => 10 / n;");
        await Agree(prompt, "all is well\n2 formulas had no value to compare with: computed for the first time\nbad throws DivideByZeroException: Attempted to divide by zero.\nexist only as values, not in files: n");
        Assert.Contains("bad: not computed yet", await prompt.Says("string.Join(' ', formulas().Select(f => $\"{f.Name}: {f.State}\"))"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_one_leaves_the_others_compared()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "int g() => f();", "a => g() + 1;", "b => 2;", "(a, b)");
        Assert.Equal("STET0100 STET0100", await prompt.Says("string f() => \"text\";"));
        await prompt.Do("force");
        var check = await prompt.Session.List("check");
        Assert.NotEmpty(check.Errors);
        Assert.DoesNotContain(check.Errors, e => e.Code == "STET0311");
        Assert.Contains("1 formula computed anew: it agrees", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_read_from_where_they_were_read()
    {
        var elsewhere = Directory.CreateTempSubdirectory("stet-test-");
        await using var prompt = new Prompt();
        await File.WriteAllTextAsync(Path.Combine(elsewhere.FullName, "a.csv"), "1\n2\n");
        await prompt.Do("rows => File.ReadAllLines(\"a.csv\").Length;", $"!cd {elsewhere.FullName}", "rows");
        await Agree(prompt, "all is well\n1 formula computed anew: it agrees");
        await prompt.Reopen();
        await Agree(prompt, "all is well\n1 formula computed anew: it agrees");
        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task Values_of_any_kind_are_there()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Point(int X);", "a = new List<Point> { new(1) };", "b = a;", "Func<int, int> twice = x => 2 * x;", "large = Enumerable.Range(0, 500_000).Select(i => i * 0.5).ToArray();",
            "static class Setting { public static int Factor = 3; }", "Setting.Factor = 5;", "kinds = new System.Collections.Concurrent.ConcurrentDictionary<string, int> { [\"x\"] = 1, [\"y\"] = 2 };",
            "shared => ReferenceEquals(a, b);", "called => twice(a.Count);", "sum => large.Sum();", "scaled => large.Select(x => x * Setting.Factor).ToArray();", "slow => await Task.Run(() => a.Count);",
            "sorted => kinds.ToDictionary();", "[Memo] int Costly(int n) => n * 100;", "memoed => Costly(a.Count);", "(shared, called, sum, scaled.Length, slow, sorted.Count, memoed)");
        var before = await prompt.Memo("Costly");
        Assert.Contains("\n7 formulas computed anew: all agree\n", (await prompt.Session.List("check")).Text, StringComparison.Ordinal);
        Assert.Equal(before, await prompt.Memo("Costly"));
    }

    [Fact]
    public async Task Static_places_are_there_as_they_are_kept_or_as_they_begin()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(string Name) { public static int Made = 3; }", "static class Unused { public static int N = 4; public static int Other() => 1; }", "n = 1;",
            "sum => new P(\"a\").Name.Length + P.Made + n;", "unused => new P(\"b\").Name.Length + n;", "next => Unused.Other() + n;", "hash => new P(\"a\").GetHashCode() * 0 + n;", "(sum, unused, next, hash)", "P.Made = 10;", "n = 2;", "(sum, unused, next, hash)");
        await Agree(prompt, "all is well\n4 formulas computed anew: all agree\nexist only as values, not in files: n");
    }

    [Fact]
    public async Task What_is_damaged_or_broken_in_the_store_is_said_and_the_rest_compared()
    {
        await using var prompt = new Prompt();
        await prompt.Do("k = 7;", "add = (int v) => v + k;", "n = 3;", "large = Enumerable.Range(0, 500_000).Select(i => i * 0.5).ToArray();", "added => add(n);", "sum => large.Sum();", "half => n / 2;", "(added, sum, half)");
        await prompt.Do("k = \"text\";");
        await prompt.WhenKept();
        foreach (var pack in Directory.GetFiles(Path.Combine(prompt.Folder, ".stet", "chunks"), "*.pack"))
        {
            await using var file = new FileStream(pack, FileMode.Open, FileAccess.Write, FileShare.ReadWrite) { Position = 2_000 };
            file.Write(new byte[10_000]);
        }

        var check = await prompt.Session.List("check");
        Assert.Contains(check.Errors, e => e.Code == "STET0301");
        Assert.DoesNotContain(check.Errors, e => e.Code == "STET0311");
        Assert.Contains("sum was not compared: it could not be computed in a clean process: The kept value of large is damaged", check.Text, StringComparison.Ordinal);
        Assert.Contains("added was not compared: it could not be computed in a clean process: add cannot be restored", check.Text, StringComparison.Ordinal);
        Assert.Contains("1 formula computed anew: it agrees", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_workspace_is_changed_by_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("log = new List<int>();", "n = 1;", "int Note(int x) { log.Add(x); return x; }", "noted => Note(n);", "noted");
        await prompt.Session.List("check");
        Assert.Equal("1", await prompt.Says("log.Count"));
        Assert.Equal("7", await prompt.Says("history().Count()"));
    }

    [Fact]
    public async Task A_submission_that_runs_meanwhile_is_no_disagreement()
    {
        await using var prompt = new Prompt();
        await prompt.Do("counts = new List<int> { 1 };", "n = 1;", "total => counts.Sum() + n;", "steady => n * 2;", "(total, steady)");
        var running = prompt.Submit("for (var i = 0; i < 400; i++) { counts.Add(i); Thread.Sleep(5); if (i % 20 == 0) _ = total; }");
        await Task.Delay(100);
        Assert.Empty((await prompt.Session.List("check")).Errors);
        await running;
        Assert.Empty((await prompt.Session.List("check")).Errors);
    }

    private static async Task Agree(Prompt prompt, string text)
    {
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.Equal(text, check.Text);
    }
}
