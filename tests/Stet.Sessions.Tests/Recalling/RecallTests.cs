using Stet.Model;

namespace Stet.Sessions.Tests.Recalling;

/// <summary>What a recalled entry means now against what it meant then: what is told, what is asked, and what is not.</summary>
public sealed class RecallTests : IAsyncLifetime
{
    private readonly Prompt prompt = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await prompt.DisposeAsync();

    [Fact]
    public async Task Redefined_function_is_told_with_its_old_text()
    {
        await prompt.Do("int clean(int[] d) => d.Length;", "data = new[] { 1, 2 }", "clean(data)", "int clean(int[] d) => d.Max();");
        var check = await Recall("clean(data)");
        Assert.Equal("since In[3]: clean was redefined", check.Hint);
        Assert.Equal("", check.Question);
        Assert.Equal(["clean was redefined|int clean(int[] d) => d.Length;|int clean(int[] d) => d.Max();"], Changes(check));
    }

    [Fact]
    public async Task What_only_has_another_name_is_no_hint_and_what_was_redefined_after_that_is()
    {
        await prompt.Do(
            "record Vec(double X) { public double Len => X; }", "Vec longest(List<Vec> f) => f.MaxBy(v => v.Len)!;", "all = new List<Vec> { new(3) };", "longest(all)",
            "rename longest farthest", "rename Vec.Len Length", "rename Vec Vector", "rename all track");
        Assert.Equal("", (await prompt.Session.CheckRecall(new(4), "farthest(track)")).Hint);
        await prompt.Do("Vector farthest(List<Vector> f) => f.MinBy(v => v.Length)!;");
        var check = await prompt.Session.CheckRecall(new(4), "farthest(track)");
        Assert.Equal("since In[4]: farthest was redefined", check.Hint);
        Assert.Equal(["farthest was redefined|Vec longest(List<Vec> f) => f.MaxBy(v => v.Len)!;|Vector farthest(List<Vector> f) => f.MinBy(v => v.Length)!;"], Changes(check));
    }

    [Fact]
    public async Task Retyped_data_are_told()
    {
        await prompt.Do("int count<T>(T[] d) => d.Length;", "data = new[] { 1, 2 }", "count(data)", "data = new[] { \"a\" }");
        Assert.Equal("since In[3]: data is string[] now, was int[]", (await Recall("count(data)")).Hint);
    }

    [Fact]
    public async Task Comment_or_another_value_is_no_hint()
    {
        await prompt.Do("int clean(int[] d) => d.Length;", "data = new[] { 1, 2 }", "clean(data)", "int clean(int[] d) => /* as before */ d.Length;", "data = new[] { 3 }");
        var check = await Recall("clean(data)");
        Assert.Equal("", check.Hint);
        Assert.Equal(["data has another value|int[2] { 1, 2 }|int[1] { 3 }"], Changes(check));
    }

    [Fact]
    public async Task Function_far_down_counts()
    {
        await prompt.Do("int low(int x) => x;", "int mid(int x) => low(x);", "int top(int x) => mid(x);", "top(1)", "int low(int x) => x + 1;");
        Assert.Equal("since In[4]: low was redefined", (await Recall("top(1)")).Hint);
    }

    [Fact]
    public async Task Who_edits_and_runs_is_told_once()
    {
        await prompt.Do("int f() => 1;", "f()", "int f() => 2;");
        Assert.NotEqual("", (await Recall("f()")).Hint);
        Assert.NotEqual("", (await Recall("f()")).Hint);
        await prompt.Do("f()", "int f() => 3;");
        Assert.Equal("", (await Recall("f()")).Hint);
    }

    [Fact]
    public async Task Deleting_in_another_directory_is_asked_with_what_is_there()
    {
        Files("one", "a.txt", "b.txt");
        Files("two", "x.doc", "y.doc", "z.doc");
        await prompt.Do($"Environment.CurrentDirectory = {Quoted("one")};", Sweep, $"Environment.CurrentDirectory = {Quoted("two")};");
        var check = await Recall(Sweep);
        Assert.Equal($"since In[2]: directory is {Full("two")}, was {Full("one")}; would destroy 3 files in {Full("two")} (x.doc, y.doc, z.doc), then 2", check.Hint);
        Assert.Equal($"deletes 3 files in {Full("two")} (x.doc, y.doc, z.doc); In[2] deleted 2 in {Full("one")}. Run it?", check.Question);
    }

    [Fact]
    public async Task Same_directory_and_files_just_run()
    {
        Files("one", "a.txt", "b.txt");
        await prompt.Do($"Environment.CurrentDirectory = {Quoted("one")};", Sweep);
        Files("one", "a.txt", "b.txt");
        var check = await Recall(Sweep);
        Assert.Equal(("", "", true), (check.Hint, check.Question, check.Destructive));
    }

    [Fact]
    public async Task More_files_than_ever_are_asked_about()
    {
        Files("one", "a.txt", "b.txt");
        await prompt.Do($"Environment.CurrentDirectory = {Quoted("one")};", Sweep);
        Files("one", "c.txt", "d.txt");
        Assert.Equal("", (await Recall(Sweep)).Question);
        Files("one", "thesis.doc");
        Assert.Equal($"deletes 3 files in {Full("one")} (c.txt, d.txt, thesis.doc); In[2] deleted 2 in {Full("one")}. Run it?", (await Recall(Sweep)).Question);
    }

    [Fact]
    public async Task Another_file_by_a_changed_variable_is_asked_about()
    {
        Files("one", "a.txt", "thesis.doc");
        await prompt.Do($"p = {Quoted("one/a.txt")}", "File.Delete(p)", $"p = {Quoted("one/thesis.doc")}");
        Assert.Equal($"deletes 1 file in {Full("one")} (thesis.doc); In[2] deleted 1 in {Full("one")}. Run it?", (await Recall("File.Delete(p)")).Question);
    }

    [Fact]
    public async Task Function_that_deletes_and_was_redefined_is_asked_about_once()
    {
        Files("one", "a.txt");
        await prompt.Do($"void purge() => File.Delete({Quoted("one/a.txt")});", "purge()", $"void purge() {{ File.Delete({Quoted("one/a.txt")}); Console.WriteLine(1); }}");
        Files("one", "a.txt");
        Assert.Contains("deletes 1 file", (await Recall("purge()")).Question, StringComparison.Ordinal);
        await prompt.Do("purge()");
        Files("one", "a.txt");
        Assert.Equal("", (await Recall("purge()")).Question);
    }

    [Fact]
    public async Task What_a_line_made_itself_it_may_overwrite()
    {
        await prompt.Do("File.WriteAllText(\"out.csv\", \"1\")");
        Assert.Equal(("", ""), Said(await Recall("File.WriteAllText(\"out.csv\", \"1\")")));
    }

    [Fact]
    public async Task Again_says_what_has_changed_and_runs()
    {
        await prompt.Do("int f() => 1;", "f()", "int f() => 2;");
        var outcome = await prompt.Submit("again(2)");
        Assert.Equal("2", outcome.Text);
        Assert.Equal(["meaning changed: since In[2]: f was redefined [f]"], outcome.Notes.Select(n => $"{n.Kind}: {n.Text} [{string.Join(' ', n.Names)}]"));
        Assert.Equal("2", (await prompt.Submit("again 4")).Text);
        Assert.Equal("again(2)", prompt.Session.History(new()).First(e => e.Number.Value == 4).Code);
    }

    [Fact]
    public async Task Again_is_refused_where_more_would_be_lost_and_force_runs_it()
    {
        Files("one", "a.txt");
        Files("two", "x.doc", "y.doc");
        await prompt.Do($"Environment.CurrentDirectory = {Quoted("one")};", Sweep, $"Environment.CurrentDirectory = {Quoted("two")};");
        Assert.Equal("STET0431", await prompt.Says("again(2)"));
        Assert.Equal(2, Directory.GetFiles(Full("two")).Length);
        await prompt.Do("force");
        Assert.Empty(Directory.GetFiles(Full("two")));
        Files("two", "x.doc", "y.doc");
        await prompt.Do("again(2)");
        Assert.Equal("STET0430", await prompt.Says("again(99)"));
    }

    [Fact]
    public async Task Changed_shows_old_and_new_text()
    {
        await prompt.Do("int f() => 1;", "f()", "int f() => 2;");
        Assert.Equal("f was redefined\n  - int f() => 1;\n  + int f() => 2;", await prompt.Says("changed(2)"));
        await prompt.Do("f()");
        Assert.Equal("In[5] means what it meant", await prompt.Says("changed 5"));
    }

    [Fact]
    public async Task Meaning_outlives_the_host()
    {
        await prompt.Do("int f() => 1;", "f()");
        await prompt.Reopen();
        await prompt.Do("int f() => 2;");
        Assert.Equal("since In[2]: f was redefined", (await Recall("f()")).Hint);
    }

    [Fact]
    public async Task File_set_that_has_outgrown_what_it_was_is_told_and_a_slightly_larger_one_is_shown()
    {
        Files(".", "a.csv", "b.csv");
        await prompt.Do("!cat *.csv '*.txt' || true");
        Files(".", "c.csv");
        var check = await Recall("!cat *.csv '*.txt' || true");
        Assert.Equal("", check.Hint);
        Assert.Equal(["*.csv stands for 3 files, was 2||"], Changes(check));
        Files(".", [.. Enumerable.Range(0, 10).Select(i => $"{i}.csv")]);
        Assert.Equal("since In[1]: *.csv stands for 13 files, was 2", (await Recall("!cat *.csv '*.txt' || true")).Hint);
    }

    private const string Sweep = "foreach (var f in Directory.GetFiles(\".\")) File.Delete(f);";

    private async Task<RecallCheck> Recall(string code)
    {
        var entry = prompt.Session.History(new()).First(e => e.Code == code);
        return await prompt.Session.CheckRecall(entry.Number, entry.Code);
    }

    private static IEnumerable<string> Changes(RecallCheck check) => check.Changes.Select(c => $"{c.Name} {c.What}|{c.Then}|{c.Now}");

    private static (string Hint, string Question) Said(RecallCheck check) => (check.Hint, check.Question);

    private void Files(string folder, params string[] names)
    {
        Directory.CreateDirectory(Full(folder));
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(Full(folder), name), "");
        }
    }

    private string Full(string path) => Path.Combine(prompt.Folder, path);

    private string Quoted(string path) => $"\"{Full(path)}\"";
}
