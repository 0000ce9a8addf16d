using Stet.Model;
using Stet.Storage;

namespace Stet.Sessions.Tests;

/// <summary>Every entry has an end, and what happened to a workspace is told to whom it concerns.</summary>
public class EndingTests
{
    [Fact]
    public async Task An_entry_in_which_the_engine_fails_has_failed()
    {
        await using var prompt = new Prompt();
        var outcome = await prompt.Session.Submit("1 + 1", new Faulty());
        Assert.Equal("STET0900", Assert.Single(outcome.Errors).Code);
        Assert.Equal(EntryState.Failed, Assert.Single(prompt.Session.History(new())).State);
        Assert.Equal("2", await prompt.Says("1 + 1"));
    }

    [Fact]
    public async Task The_death_of_a_host_is_told_once()
    {
        var folder = Directory.CreateTempSubdirectory("stet-test-").FullName;
        var options = new StoreOptions { StateFolder = Path.Combine(folder, "state") };
        using (var store = WorkspaceStore.Open(Path.Combine(folder, ".stet"), options))
        {
            store.Begin(new("test"), "Environment.FailFast(\"\")", folder, DateTimeOffset.Now);
        }

        await using (var workspace = Workspace.Open(folder, new() { Store = options }))
        {
            Assert.Contains(workspace.Attach(new(folder, "test")).Greeting, n => n.Kind == NoteKind.Recovered);
            Assert.DoesNotContain(workspace.Attach(new(folder, "test")).Greeting, n => n.Kind == NoteKind.Recovered);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_workspace_that_is_trusted_now_is_not_said_to_be_made_elsewhere()
    {
        var folder = Directory.CreateTempSubdirectory("stet-test-").FullName;
        WorkspaceStore.Open(Path.Combine(folder, ".stet"), new() { StateFolder = Path.Combine(folder, "theirs") }).Dispose();
        await using (var workspace = Workspace.Open(folder, new() { Store = new() { StateFolder = Path.Combine(folder, "mine") } }))
        {
            var first = workspace.Attach(new(folder, "test"));
            Assert.Contains(first.Greeting, n => n.Kind == NoteKind.Untrusted);
            await first.Submit("trust", new Silent());
            Assert.DoesNotContain(workspace.Attach(new(folder, "test")).Greeting, n => n.Kind == NoteKind.Untrusted);
        }

        Directory.Delete(folder, recursive: true);
    }

    private sealed class Faulty : Silent
    {
        public override void Started(SubmissionNumber number) => throw new InvalidOperationException("broken");
    }
}
