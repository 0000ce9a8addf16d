namespace Stet.Sessions.Tests.Importing;

public class ImportTests
{
    [Fact]
    public async Task A_history_is_taken_over_once_and_found()
    {
        await using var prompt = new Prompt();
        prompt.Save("bash_history", "ls -l\ngit commit -m 'first'\ncurl https://ann:hunter22@example.org\n");
        Assert.Contains("3", await prompt.Says("import_history(\"bash_history\")[0].Added"), StringComparison.Ordinal);
        await prompt.Do("1 + 1");
        Assert.Equal("(0, 3)", await prompt.Says("import_history(\"bash_history\").Select(r => (r.Added, r.Known)).Single()"));
        prompt.Save("bash_history", "ls -l\ngit commit -m 'first'\ncurl https://ann:hunter22@example.org\nmake\n");
        Assert.Equal("(1, 3)", await prompt.Says("import_history(\"bash_history\").Select(r => (r.Added, r.Known)).Single()"));
        var hits = await prompt.Session.Search("git", 10);
        Assert.Equal(["!git commit -m 'first' bash"], hits.Where(h => h.Entry.Session.Value == "bash").Select(h => $"{h.Entry.Code} {h.Entry.Session}"));
        Assert.Equal(["!curl https://ann:[secret]@example.org"], (await prompt.Session.Search("curl", 10)).Select(h => h.Entry.Code));
        await prompt.Reopen();
        Assert.Equal("2", await prompt.Says("1 + 1"));
    }

    [Fact]
    public async Task Histories_of_zsh_fish_and_IPython_are_told_apart()
    {
        await using var prompt = new Prompt();
        prompt.Save("zsh", ": 1700000000:0;ls\n");
        prompt.Save("fish", "- cmd: ls\n  when: 1700000000\n");
        using (var made = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(prompt.Folder, "history.sqlite")};Pooling=False"))
        {
            made.Open();
            using var command = made.CreateCommand();
            command.CommandText = "CREATE TABLE sessions(session INTEGER PRIMARY KEY, start TIMESTAMP, end TIMESTAMP, num_cmds INTEGER, remark TEXT); CREATE TABLE history(session INTEGER, line INTEGER, source TEXT, source_raw TEXT, PRIMARY KEY(session, line));"
                + "INSERT INTO sessions VALUES(1, '2024-01-02 03:04:05.123456', NULL, 1, ''); INSERT INTO history VALUES(1, 1, 'x = 1', 'x = 1');";
            command.ExecuteNonQuery();
        }

        Assert.Equal("\"zsh 1; fish 1; ipython 1\"", await prompt.Says("string.Join(\"; \", new[] { \"zsh\", \"fish\", \"history.sqlite\" }.SelectMany(f => import_history(f)).Select(r => $\"{r.Program} {r.Added}\"))"));
        Assert.Equal(["2024-01-02T03:04:05"], (await prompt.Session.Search("x = 1", 10)).Where(h => h.Entry.Session.Value == "ipython").Select(h => h.Entry.Time.UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
