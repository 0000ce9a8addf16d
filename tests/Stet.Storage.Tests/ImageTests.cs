using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_local_change_in_a_large_image_writes_few_chunks()
    {
        using var store = folder.Open();
        var first = Random(20_000_000, 1);
        byte[] second = [.. first.AsSpan(0, 7_000_000), .. Random(300, 2), .. first.AsSpan(7_000_000)];
        store.End(store.Begin("a"), [Value("x", "1", Hashing.Of(first))], Image(first));
        var before = PackBytes();
        store.End(store.Begin("b"), [Value("x", "2", Hashing.Of(second))], Image(second));
        Assert.InRange(PackBytes() - before, 1, 4 * ChunkSize.Bytes);
        Assert.Equal(second, store.ReadImage(Hashing.Of(second)));
        Assert.Equal(first, store.ReadImage(Hashing.Of(first)));
    }

    [Fact]
    public void The_same_content_is_written_once()
    {
        using var store = folder.Open();
        var bytes = Random(5_000_000, 1);
        store.End(store.Begin("a"), [Value("x", "1", Hashing.Of(bytes))], Image(bytes));
        var before = PackBytes();
        store.End(store.Begin("b"), [Value("y", "1", Hashing.Of(bytes))], Image(bytes));
        store.End(store.Begin("c"), [Value("z", "1", Hashing.Of(bytes))]);
        Assert.Equal(before, PackBytes());
        Assert.Equal(bytes, store.ReadImage(store.Binding(BindingKind.Variable, "z")!.Image!.Value));
    }

    [Fact]
    public void A_commit_of_many_small_images_is_whole_and_its_log_record_bounded()
    {
        using (var store = folder.Open())
        {
            var images = Enumerable.Range(0, 200).Select(i => Random(40_000, i)).ToArray();
            store.End(
                store.Begin("a"), [.. images.Select((bytes, i) => Value("x" + i, "1", Hashing.Of(bytes)))], [.. images.Select(bytes => Image(bytes))]);
        }

        Assert.InRange(new FileInfo(Path.Combine(folder.Folder, "commits.log")).Length, 900_000, 1_300_000);
        using var reopened = folder.Open();
        Assert.All(Enumerable.Range(0, 200), i =>
            Assert.Equal(Random(40_000, i), reopened.ReadImage(reopened.Binding(BindingKind.Variable, "x" + i)!.Image!.Value)));
    }

    [Fact]
    public void An_image_under_a_wrong_hash_is_refused()
    {
        using var store = folder.Open();
        var number = store.Begin("a");
        Assert.Throws<ArgumentException>(() => store.End(number, [], new NewImage(new(1, 2), new byte[] { 3 }, [])));
    }

    [Fact]
    public void A_name_cannot_be_bound_to_an_image_that_the_store_does_not_have()
    {
        using var store = folder.Open();
        store.Submit("x = 1", Value("x", "1"));
        var number = store.Begin("x = 2");
        var damage = Assert.Throws<DamagedStoreException>(() => store.End(number, [Value("x", "2", new ContentHash(1, 2))]));
        Assert.Contains("image", damage.Part);
        Assert.Equal("1", store.Binding(BindingKind.Variable, "x")!.Payload);
    }

    [Fact]
    public void A_chunk_that_was_never_put_is_refused_by_the_commit()
    {
        using var store = folder.Open();
        var bytes = Random(10, 1);
        var number = store.Begin("a");
        Assert.Throws<StoreWriteException>(() => store.End(number, [Value("x", "1", Hashing.Of(bytes))], Image(bytes, new ContentHash(1, 2))));
        Assert.Empty(store.Bindings());
        Assert.Throws<DamagedStoreException>(() => store.Get(new(1, 2), new byte[3]));
    }

    [Fact]
    public void A_damaged_chunk_is_named_and_the_other_values_are_read()
    {
        var (good, bad) = (Random(200_000, 1), Random(200_000, 2));
        using (var store = folder.Open())
        {
            store.End(store.Begin("good"), [Value("good", "1", Hashing.Of(good))], Image(good));
            store.End(store.Begin("bad"), [Value("bad", "1", Hashing.Of(bad))], Image(bad));
        }

        var pack = Path.Combine(folder.Folder, "chunks", "000001.pack");
        var bytes = File.ReadAllBytes(pack);
        bytes[^5000] ^= 1;
        File.WriteAllBytes(pack, bytes);
        using var reopened = folder.Open();
        Assert.Equal(good, reopened.ReadImage(Hashing.Of(good)));
        var damage = Assert.Throws<DamagedStoreException>(() => reopened.ReadImage(Hashing.Of(bad)));
        Assert.Contains("000001.pack", damage.Part);
        Assert.Contains(reopened.CheckIntegrity(), finding => finding.Contains("000001.pack"));

        // Keeping the value once more writes the damaged part again.
        reopened.End(reopened.Begin("again"), [Value("bad", "1", Hashing.Of(bad))], Image(bad));
        Assert.Equal(bad, reopened.ReadImage(Hashing.Of(bad)));
    }

    [Fact]
    public void A_damaged_unit_is_removed_with_a_note()
    {
        using var store = folder.Open();
        var unit = new ContentHash(1, 2);
        store.WriteUnits([new(unit, Random(1000, 1))]);
        Assert.Equal(Random(1000, 1), store.ReadUnit(unit));
        Assert.Null(store.ReadUnit(new(3, 4)));
        var file = Directory.EnumerateFiles(Path.Combine(folder.Folder, "units"), "*", SearchOption.AllDirectories).Single();
        DamageTools.FlipBits(file, new Random(1), 1);
        Assert.Null(store.ReadUnit(unit));
        Assert.Equal([NoteKind.Damaged], store.TakeNotes().Select(note => note.Kind));
        Assert.False(File.Exists(file));
    }

    private long PackBytes() => Directory.EnumerateFiles(Path.Combine(folder.Folder, "chunks")).Sum(path => new FileInfo(path).Length);
}
