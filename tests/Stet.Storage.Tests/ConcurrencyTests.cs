using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

public sealed class ConcurrencyTests
{
    private const int Writers = 4;
    private const int Rounds = 60;

    [Fact]
    public async Task Puts_commits_reads_and_collections_at_once_keep_every_newest_value_whole()
    {
        using var folder = new StoreFolder { Options = new() { PackBytes = 500_000, KeepVersions = 3, KeepBytes = 0 } };
        using (var store = folder.Open())
        {
            using var done = new CancellationTokenSource();
            var begun = new TaskCompletionSource();
            var collecting = Task.Run(() => CollectUntil(store, begun, done.Token));
            await begun.Task;
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(store, writer))));
            await done.CancelAsync();
            await collecting;
            Assert.Empty(store.TakeNotes());
            Examine(store);
        }

        using var reopened = folder.Open();
        Assert.Empty(reopened.OpeningNotes);
        Assert.Empty(reopened.CheckIntegrity());
        Examine(reopened);
    }

    [Fact]
    public async Task Closing_waits_for_commits_in_flight_and_they_are_there()
    {
        using var folder = new StoreFolder();
        var store = folder.Open();
        var begun = new TaskCompletionSource();
        var last = -1;
        var writing = Task.Run(() =>
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    store.Submit($"x = {i}", Value("x", $"{i}"));
                    last = i;
                    begun.TrySetResult();
                }
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        });
        await begun.Task;
        store.Dispose();
        store.Dispose();
        Assert.True(await writing);
        using var reopened = folder.Open();
        Assert.Equal($"{last}", reopened.Binding(BindingKind.Variable, "x")!.Payload);
        Assert.Empty(reopened.CheckIntegrity());
    }

    private static void Write(WorkspaceStore store, int writer)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (own, shared) = (ChunkOf(writer, round), ChunkOf(Writers, round / 10));
            var number = store.Begin($"w{writer} = {round}");
            var image = ImageOf(writer, round);
            store.End(number, [Value("w" + writer, $"{round}", Hashing.Of(image))], Image(image, store.Put(own), store.Put(shared)));
            ExamineOne(store, writer, round);
        }
    }

    private static void CollectUntil(WorkspaceStore store, TaskCompletionSource begun, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            store.Collect();
            begun.TrySetResult();
        }
    }

    private static void Examine(WorkspaceStore store)
    {
        for (var writer = 0; writer < Writers; writer++)
        {
            ExamineOne(store, writer, Rounds - 1);
        }
    }

    private static void ExamineOne(WorkspaceStore store, int writer, int round)
    {
        var binding = store.Binding(BindingKind.Variable, "w" + writer)!;
        Assert.Equal($"{round}", binding.Payload);
        Assert.Equal(ImageOf(writer, round), store.ReadImage(binding.Image!.Value));
        foreach (var chunk in new[] { ChunkOf(writer, round), ChunkOf(Writers, round / 10) })
        {
            var bytes = new byte[chunk.Length];
            store.Get(Hashing.Of(chunk), bytes);
            Assert.Equal(chunk, bytes);
        }
    }

    private static byte[] ImageOf(int writer, int round) => Random(round % 7 == 0 ? 150_000 : 900, (writer * 1000) + round);

    private static byte[] ChunkOf(int writer, int round) => Random(40_000, -1 - (writer * 1000) - round);
}
