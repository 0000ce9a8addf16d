using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Keeping;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Tests;

public sealed class BackgroundKeepingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stet-test-").FullName;
    private readonly WorkspaceStore store;
    private readonly Engine engine;
    private readonly List<int> value = [1];

    public BackgroundKeepingTests()
    {
        store = WorkspaceStore.Open(Path.Combine(folder, ".stet"), new() { StateFolder = Path.Combine(folder, "state") });
        engine = new(folder, store, new WorkspaceOptions().LoadedAlone);
        engine.Variables.Put(new("a", "global::System.Collections.Generic.List<int>") { Slot = new VariableSlot<List<int>>("a") { Value = value }, Escaped = true });
        var number = store.Begin(new("test"), "a = [1]", folder, DateTimeOffset.Now);
        engine.LastCommit = new(number, EntryState.Succeeded, 0, null, null, "", [], []);
        engine.Keeper.Keep(engine.LastCommit, [engine.Variables.Find("a")!], _ => [], inFront: true);
    }

    private long Written => new FileInfo(Path.Combine(folder, ".stet", "commits.log")).Length;

    [Fact]
    public void What_has_not_changed_is_not_committed_again()
    {
        using var background = new BackgroundKeeping(engine);
        background.Look();
        var before = Written;
        background.Look();
        Assert.Equal(before, Written);
    }

    [Fact]
    public void What_has_changed_is_committed()
    {
        using var background = new BackgroundKeeping(engine);
        background.Look();
        var before = Written;
        value.Add(2);
        background.Look();
        Assert.True(Written > before);
    }

    [Fact]
    public void Once_disposed_it_leaves_the_store_alone()
    {
        var background = new BackgroundKeeping(engine);
        background.Dispose();
        store.Dispose();
        value.Add(3);
        background.Look();
        Assert.Empty(engine.LaterNotes);
        Assert.Equal("", engine.Variables.Find("a")!.Trouble);
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
