using Stet.Model;
using Stet.Storage.Memos;

namespace Stet.Storage.Tests;

public class MemoStoreTests
{
    [Fact]
    public void What_was_written_is_found_under_its_version_and_key_and_nowhere_else()
    {
        using var folder = new StoreFolder();
        using (var store = folder.Open())
        {
            var (a, b) = (store.Memos!.Enter("f", Hash(1), [1]), store.Memos.Enter("f", Hash(2), [2]));
            store.Memos.Write([new(a, Hash(7), new byte[] { 1, 2 }), new(b, Hash(7), new byte[100_000]), new(a, Hash(8), ReadOnlyMemory<byte>.Empty)]);
            Assert.Equal([1, 2], store.Memos.Find(a, Hash(7)));
            Assert.Null(store.Memos.Find(b, Hash(8)));
        }

        using var again = folder.Open();
        var versions = again.Memos!.Versions();
        Assert.Equal([("f", Hash(1), 2L), ("f", Hash(2), 1L)], versions.Select(v => (v.Function, v.Hash, v.Results)));
        Assert.Equal([1], versions[0].Parts);
        Assert.Equal(100_000, again.Memos.Find(versions[1].Row, Hash(7))!.Length);
        Assert.Empty(again.Memos.Find(versions[0].Row, Hash(8))!);
    }

    [Fact]
    public void A_kill_leaves_each_write_whole_or_not_there()
    {
        using var folder = new StoreFolder();
        using var store = folder.Open();
        var version = store.Memos!.Enter("f", Hash(1), []);
        store.Memos.Write([.. Enumerable.Range(0, 1000).Select(i => new NewMemoResult(version, Hash(i), BitConverter.GetBytes(i)))]);
        folder.KeepAsKilled();
        store.Memos.Write([.. Enumerable.Range(1000, 1000).Select(i => new NewMemoResult(version, Hash(i), BitConverter.GetBytes(i)))]);
        store.Dispose();
        folder.RestoreAsKilled();
        using var again = folder.Open();
        again.Trust();
        Assert.Equal(1000, again.Memos!.Versions().Single().Results);
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(BitConverter.GetBytes(i), again.Memos.Find(version, Hash(i))));
        Assert.Null(again.Memos.Find(version, Hash(1000)));
    }

    [Fact]
    public void What_was_dropped_is_gone_at_once_and_removed_by_and_by()
    {
        using var folder = new StoreFolder();
        using var store = folder.Open();
        var (old, now) = (store.Memos!.Enter("f", Hash(1), []), store.Memos.Enter("f", Hash(2), []));
        store.Memos.Write([.. Enumerable.Range(0, 12_000).Select(i => new NewMemoResult(old, Hash(i), new byte[8])), new(now, Hash(1), new byte[8])]);
        store.Memos.Drop([old]);
        Assert.Equal([now], store.Memos.Versions().Select(v => v.Row));
        store.Memos.Write([new(old, Hash(20_000), new byte[8])]);
        Assert.Null(store.Memos.Find(old, Hash(20_000)));
        var steps = 0;
        while (store.Memos.Tidy())
        {
            steps++;
        }

        Assert.Equal(3, steps);
        Assert.Null(store.Memos.Find(old, Hash(1)));
        Assert.NotNull(store.Memos.Find(now, Hash(1)));
    }

    [Fact]
    public void Beyond_the_limits_those_used_longest_ago_go_first()
    {
        var clock = new Clock();
        using var folder = new StoreFolder { Options = new() { Clock = clock } };
        using var store = folder.Open();
        var version = store.Memos!.Enter("f", Hash(1), []);
        for (var hour = 0; hour < 50; hour++)
        {
            store.Memos.Write([.. Enumerable.Range(hour * 10, 10).Select(i => new NewMemoResult(version, Hash(i), new byte[60]))]);
            clock.Now += TimeSpan.FromHours(1);
        }

        Assert.NotNull(store.Memos.Find(version, Hash(3)));
        store.Memos.Write([]);
        store.Memos.Limits = new(1 << 20, 200);
        while (store.Memos.Tidy())
        {
        }

        Assert.Equal(180, store.Memos.Versions().Single().Results);
        Assert.NotNull(store.Memos.Find(version, Hash(3)));
        Assert.Null(store.Memos.Find(version, Hash(4)));
        Assert.NotNull(store.Memos.Find(version, Hash(499)));
        store.Memos.Limits = new(5_000, 1000);
        while (store.Memos.Tidy())
        {
        }

        Assert.InRange(store.Memos.Versions().Single().Bytes, 4_000, 4_500);
    }

    [Fact]
    public void Damage_is_said_and_costs_what_was_kept()
    {
        using var folder = new StoreFolder();
        long version;
        using (var store = folder.Open())
        {
            version = store.Memos!.Enter("f", Hash(1), []);
            store.Memos.Write([.. Enumerable.Range(0, 5000).Select(i => new NewMemoResult(version, Hash(i), BitConverter.GetBytes(i)))]);
        }

        var path = Path.Combine(folder.Folder, "memo.db");
        var bytes = File.ReadAllBytes(path);
        for (var seed = 0; seed < 20; seed++)
        {
            var torn = (byte[])bytes.Clone();
            new Random(seed).NextBytes(torn.AsSpan(new Random(seed).Next(torn.Length - 3000), 3000));
            File.WriteAllBytes(path, torn);
            using var store = folder.Open();
            foreach (var i in Enumerable.Range(0, 5000))
            {
                Assert.True(store.Memos!.Find(version, Hash(i)) is not { } found || BitConverter.ToInt32(found) == i, $"seed {seed}: {i} is not what was written");
            }

            var fresh = store.Memos!.Enter("g", Hash(1), []);
            store.Memos.Write([new(fresh, Hash(1), new byte[] { 5 })]);
            Assert.True(store.Memos.Find(fresh, Hash(1)) is [5] || store.TakeNotes().Any(n => n.Kind == NoteKind.Damaged));
        }
    }

    private static ContentHash Hash(int i) => Hashing.Of(BitConverter.GetBytes(i));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
