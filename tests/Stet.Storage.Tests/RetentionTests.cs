using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

public sealed class RetentionTests : IDisposable
{
    private readonly StoreFolder folder = new() { Options = new() { PackBytes = 1_000_000, KeepVersions = 5, KeepBytes = 0 } };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_newest_state_and_the_last_versions_stay_and_the_rest_is_reported_and_freed()
    {
        using (var store = folder.Open())
        {
            store.Submit("once = 0", Value("once", "0"));
            for (var i = 2; i <= 30; i++)
            {
                SubmitLarge(store, i);
            }

            var before = PackBytes();
            var report = store.Collect();

            Assert.Equal(26, report.OldestState!.Value.Value);
            Assert.Equal(24, report.DroppedVersions);
            Assert.Equal(24, report.DroppedImages);
            Assert.True(report.DroppedChunks > 24);
            Assert.Equal(before - PackBytes(), report.FreedBytes);
            Assert.True(PackBytes() < 8 * 220_000, $"{PackBytes()} bytes of packs are left");
            Assert.Contains(report.Notes, note => note.Kind == NoteKind.Dropped && note.Text.Contains("24 old versions"));
        }

        using var reopened = folder.Open();
        Assert.Empty(reopened.OpeningNotes);
        Assert.Empty(reopened.CheckIntegrity());
        Assert.Equal(["big", "once"], reopened.Bindings().Select(binding => binding.Name));
        for (var i = 26; i <= 30; i++)
        {
            Assert.Equal(Random(200_000, i), reopened.ReadImage(reopened.Binding(BindingKind.Variable, "big", new(i))!.Image!.Value));
        }

        Assert.Equal([30, 29, 28, 27, 26], reopened.Log(100).Select(version => version.Number.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => reopened.BindingsAt(new(25)));
        Assert.Equal("once = 0", reopened.Entry(new(1))!.Code);
    }

    [Fact]
    public void Limits_that_were_set_hold_instead_of_those_of_the_options()
    {
        folder.Options = new() { PackBytes = 1_000_000 };
        using (var store = folder.Open())
        {
            store.Retention = new(TimeSpan.FromDays(1), 0, 3);
            for (var i = 1; i <= 8; i++)
            {
                SubmitLarge(store, i);
            }
        }

        using var reopened = folder.Open();
        Assert.Equal(6, reopened.Collect().OldestState!.Value.Value);
    }

    [Fact]
    public void Versions_within_the_stated_age_and_size_stay()
    {
        folder.Options = folder.Options with { KeepBytes = 10_000_000, KeepAge = TimeSpan.FromDays(36_500) };
        using var store = folder.Open();
        for (var i = 1; i <= 20; i++)
        {
            SubmitLarge(store, i);
        }

        var report = store.Collect();
        Assert.Equal(0, report.DroppedVersions);
        Assert.Empty(report.Notes);
        Assert.Equal(Random(200_000, 1), store.ReadImage(store.Binding(BindingKind.Variable, "big", new(1))!.Image!.Value));
    }

    [Fact]
    public void Versions_superseded_before_the_stated_age_go()
    {
        folder.Options = folder.Options with { KeepBytes = long.MaxValue, KeepAge = TimeSpan.FromDays(90), Clock = new FixedClock(2027) };
        using var store = folder.Open();
        for (var i = 1; i <= 20; i++)
        {
            store.Submit($"x = {i}", Value("x", $"{i}"));
        }

        Assert.Equal(16, store.Collect().OldestState!.Value.Value);
    }

    [Fact]
    public void A_chunk_that_was_put_and_not_committed_yet_survives_a_collection()
    {
        using var store = folder.Open();
        var bytes = Random(100_000, 5);
        var chunk = store.Put(bytes);
        SubmitWithChunk(store, 1, chunk);
        for (var i = 2; i <= 20; i++)
        {
            SubmitLarge(store, i);
        }

        // Known to the store and about to be dropped with version 1: putting it again must keep it.
        Assert.Equal(chunk, store.Put(bytes));
        var pending = store.Put(Random(50_000, 6));
        store.Collect();
        SubmitWithChunk(store, 21, chunk);
        SubmitWithChunk(store, 22, pending);
        var read = new byte[100_000];
        store.Get(chunk, read);
        Assert.Equal(bytes, read);
    }

    [Fact]
    public void A_submission_that_still_runs_holds_the_states_from_it_on()
    {
        using var store = folder.Open();
        var early = store.Begin("early");
        for (var i = 2; i <= 30; i++)
        {
            store.Submit($"x = {i}", Value("x", $"{i}"));
        }

        store.Collect();
        store.End(early, [Value("x", "1"), Value("y", "1")]);
        Assert.Equal("30", store.Binding(BindingKind.Variable, "x")!.Payload);
        Assert.Equal("1", store.Binding(BindingKind.Variable, "x", early)!.Payload);
        Assert.Equal("1", store.Binding(BindingKind.Variable, "y")!.Payload);
    }

    [Fact]
    public void Units_beyond_their_limit_are_dropped_and_reported()
    {
        folder.Options = folder.Options with { UnitBytes = 5000 };
        using var store = folder.Open();
        store.WriteUnits([.. Enumerable.Range(0, 10).Select(i => new NewUnit(new(1, (ulong)i), Random(1000, i)))]);
        Assert.Equal(6, store.Collect().DroppedUnits);
    }

    private static void SubmitLarge(WorkspaceStore store, int i)
    {
        var image = Random(200_000, i);
        var number = store.Begin($"big = {i}");
        store.End(number, [Value("big", "b", Hashing.Of(image))], Image(image));
    }

    private static void SubmitWithChunk(WorkspaceStore store, int i, ContentHash chunk)
    {
        var image = Random(100, i);
        store.End(store.Begin("chunked"), [Value("big", "b", Hashing.Of(image))], Image(image, chunk));
    }

    private long PackBytes() => Directory.EnumerateFiles(Path.Combine(folder.Folder, "chunks")).Sum(path => new FileInfo(path).Length);

    private sealed class FixedClock(int year) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(year, 6, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
