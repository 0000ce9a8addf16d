using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

public sealed class KeptTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_committed_value_is_there_after_reopening()
    {
        var small = Random(1000, 1);
        var large = Random(3_000_000, 2);
        using (var store = folder.Open())
        {
            var chunk = store.Put(Random(ChunkSize.Bytes, 3));
            var number = store.Begin("x = 1");
            store.End(number, [Value("x", "int", Hashing.Of(small)), Value("y", "big", Hashing.Of(large))], Image(small), Image(large, chunk));
        }

        using var reopened = folder.Open();
        Assert.Equal(["x", "y"], reopened.Bindings().Select(binding => binding.Name));
        Assert.Equal(small, reopened.ReadImage(Hashing.Of(small)));
        Assert.Equal(large, reopened.ReadImage(Hashing.Of(large)));
        Assert.Equal(3_000_000, reopened.ImageLength(Hashing.Of(large)));
        var bytes = new byte[ChunkSize.Bytes];
        reopened.Get(Hashing.Of(Random(ChunkSize.Bytes, 3)), bytes);
        Assert.Equal(Random(ChunkSize.Bytes, 3), bytes);
        Assert.Empty(reopened.OpeningNotes);
    }

    [Fact]
    public void An_entry_is_whole_after_reopening()
    {
        using (var store = folder.Open())
        {
            store.Submit("x = \"a\0b\"", Value("x", "p\0q"));
        }

        using var reopened = folder.Open();
        var entry = reopened.Entry(new(1))!;
        Assert.Equal(
            new(new(1), Session, "x = \"a\0b\"", "/home/u", new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(1)), EntryState.Succeeded, 1.5, "int", "3", "out"),
            entry);
        Assert.Equal("p\0q", reopened.Binding(BindingKind.Variable, "x")!.Payload);
        Assert.Equal(TimeSpan.FromHours(1), entry.Time.Offset);
    }

    [Fact]
    public void A_submission_in_which_the_host_died_is_marked_and_named_at_open()
    {
        using (var store = folder.Open())
        {
            store.Submit("x = 1", Value("x", "1"));
            store.Begin("while (true) ;");
        }

        using var reopened = folder.Open();
        Assert.Equal(EntryState.Interrupted, reopened.Entry(new(2))!.State);
        Assert.Equal([NoteKind.Recovered], reopened.OpeningNotes.Select(note => note.Kind));
        Assert.Contains("In[2]", reopened.OpeningNotes[0].Names);
    }

    [Fact]
    public void A_commit_that_comes_late_takes_its_place_in_time()
    {
        using var store = folder.Open();
        store.Submit("x = 1", Value("x", "1"));
        var two = store.Begin("x = big");
        var three = store.Begin("x = 3");
        var four = store.Begin("drop x");
        store.End(four, [Value("x", null)]);
        store.End(three, [Value("x", "3")]);
        store.End(two, [Value("x", "2"), Value("y", "2")]);

        Assert.Equal(["x=1"], State(store, 1));
        Assert.Equal(["x=2", "y=2"], State(store, 2));
        Assert.Equal(["x=3", "y=2"], State(store, 3));
        Assert.Equal(["y=2"], State(store, 4));
        Assert.Equal(["y"], store.Bindings().Select(binding => binding.Name));
        Assert.Equal([4, 3, 2, 1], store.ChangedBy().Select(version => version.Number.Value));
        Assert.Equal("x, y (values)", store.Log(3)[2].Changes);
    }

    private static string[] State(WorkspaceStore store, long number) =>
        [.. store.BindingsAt(new(number)).Select(binding => $"{binding.Name}={binding.Payload}")];
}
