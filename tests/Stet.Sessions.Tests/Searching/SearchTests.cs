using Stet.Model;
using Stet.Sessions.Searching;
using Stet.Storage;

namespace Stet.Sessions.Tests.Searching;

public class SearchTests
{
    [Fact]
    public async Task A_session_finds_what_was_just_submitted_and_what_earlier_hosts_ran()
    {
        await using var prompt = new Prompt();
        await prompt.Do("price = 12", "double vat(double x) => x * 1.19;", "vat(price)");
        Assert.Equal(["vat(price)", "double vat(double x) => x * 1.19;"], await Found(prompt, "vat"));
        await prompt.Do("vat(100)");
        Assert.Equal(["vat(100)", "vat(price)", "double vat(double x) => x * 1.19;"], await Found(prompt, "vat"));
        await prompt.Reopen();
        Assert.Equal(["vat(100)", "vat(price)", "double vat(double x) => x * 1.19;"], await Found(prompt, "vat"));
    }

    [Fact]
    public async Task Hits_of_another_directory_are_marked_and_failed_ones_are_last()
    {
        await using var prompt = new Prompt();
        Directory.CreateDirectory(Path.Combine(prompt.Folder, "sub"));
        await prompt.Do("1 + 1", "Environment.CurrentDirectory = \"sub\";");
        await prompt.Submit("1 + nothing");
        await prompt.Do("1 + 3");
        var hits = await prompt.Session.Search("1 +", 10);
        Assert.Equal(["1 + 3 False True", "1 + 1 True True", "1 + nothing False True"], hits.Select(h => $"{h.Entry.Code} {h.IsElsewhere} {h.IsOwn}"));
    }

    [Fact]
    public async Task A_long_history_is_found_to_its_beginning_once_it_has_been_read()
    {
        var folder = Directory.CreateTempSubdirectory("stet-test-").FullName;
        using (var store = WorkspaceStore.Open(Path.Combine(folder, ".stet"), new() { StateFolder = folder }))
        {
            for (var i = 1; i <= 60; i++)
            {
                store.Commit(new(store.Begin(new("s"), $"line {i}", "/", DateTimeOffset.UnixEpoch), EntryState.Succeeded, 1, null, null, "", [], []));
            }

            var searching = new HistorySearching(store, firstPage: 10, page: 7);
            Assert.Equal("line 60", searching.Find("line 60", "/", new("s"), 10)[0].Code);
            await searching.Reading;
            Assert.Contains("line 1", searching.Find("line 1", "/", new("s"), 100).Select(e => e.Code));
            Assert.Equal(60, searching.Find("line", "/", new("s"), 100).Count);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IEnumerable<string>> Found(Prompt prompt, string text) => (await prompt.Session.Search(text, 100)).Select(h => h.Entry.Code);
}
