using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

/// <summary>
/// Bits flipped and files cut anywhere in a store: each thing read is what was written, or its damage is named; never a crash.
/// </summary>
public sealed class DamageTests : IDisposable
{
    private const int Flips = 25;
    private const int Cuts = 6;

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, bool> Places => new()
    {
        { "store.db", false },
        { "store.db", true },
        { "store.db-wal", true },
        { "commits.log", false },
        { "commits.log", true },
        { "chunks/000001.pack", false },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Flipped_bits_are_mended_or_named(string file, bool killed)
    {
        var written = SampleStore.Write(folder, killed);
        var random = new Random(4711);
        for (var trial = 0; trial < Flips; trial++)
        {
            using var copy = folder.Copy();
            var at = DamageTools.FlipBits(Path.Combine(copy.Folder, file), random, trial % 3 == 0 ? 16 : 1);
            Examine(copy, written, $"{file}, bit flipped at {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Cut_files_are_mended_or_named(string file, bool killed)
    {
        var written = SampleStore.Write(folder, killed);
        var random = new Random(42);
        for (var trial = 0; trial < Cuts; trial++)
        {
            using var copy = folder.Copy();
            var length = DamageTools.Cut(Path.Combine(copy.Folder, file), random, trial == 0);
            Examine(copy, written, $"{file}, cut to {length}");
        }
    }

    [Fact]
    public void Damage_in_database_and_log_at_once_is_named_and_the_rest_is_readable()
    {
        var written = SampleStore.Write(folder, killed: false);
        var random = new Random(3);
        for (var trial = 0; trial < Flips; trial++)
        {
            using var copy = folder.Copy();
            DamageTools.FlipBits(Path.Combine(copy.Folder, "store.db"), random, 8);
            DamageTools.FlipBits(Path.Combine(copy.Folder, "commits.log"), random, 8);
            using var store = copy.Open();
            store.Bindings();
            store.History(new(Limit: 10_000), null);
            var silent = store.OpeningNotes.Count == 0 && store.CheckIntegrity().Count == 0;
            var wrong = written.Differences(store);
            Assert.True(!silent || wrong.Count == 0, string.Join('\n', wrong));
            Assert.True(store.TakeNotes().Count > 0 || store.OpeningNotes.Count > 0 || wrong.Count == 0, string.Join('\n', wrong));
        }
    }

    /// <summary>Opens and reads everything. What differs must have been named, by an exception of the read itself or a note.</summary>
    private static void Examine(StoreFolder copy, SampleStore written, string damage)
    {
        using (var store = copy.Open())
        {
            var (wrong, named) = (written.Differences(store), written.Named);
            Assert.True(wrong.Count == 0, $"{damage}: {string.Join('\n', wrong)}");

            // What has a second copy is mended, not merely named.
            Assert.True(named == 0 || damage.Contains(".pack"), damage);
        }

        // And once more: what was mended stays mended.
        using var again = copy.Open();
        Assert.DoesNotContain(again.OpeningNotes, note => note.Kind == NoteKind.Damaged);
        Assert.Empty(written.Differences(again));
        Assert.DoesNotContain(again.CheckIntegrity(), finding => !finding.Contains(".pack"));
    }
}
