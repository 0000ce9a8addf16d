using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

/// <summary>What another process reads of a store while this one goes on.</summary>
public sealed class StateForOthersTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_has_the_names_and_values_of_its_moment_and_copies_no_large_ones()
    {
        using var store = folder.Open();
        var (small, large) = (Random(100, 1), Random(5_000_000, 2));
        store.End(store.Begin("a"), [Value("x", "1", Hashing.Of(small)), Value("y", "1", Hashing.Of(large)), Value("z", "old")], Image(small), Image(large));
        using var written = new MemoryStream();
        store.WriteState(written);
        Assert.InRange(written.Length, 100, 100_000);
        store.End(store.Begin("b"), [Value("x", null), Value("y", "2", Hashing.Of(small)), Value("z", "new")]);
        using var other = Read(written);
        Assert.Equal(["x 1", "y 1", "z old"], other.Bindings().Select(b => $"{b.Name} {b.Payload}"));
        Assert.Equal(small, other.ReadImage(Hashing.Of(small)));
        Assert.Equal(large, other.ReadImage(Hashing.Of(large)));
        Assert.Equal("new", store.Binding(BindingKind.Variable, "z")!.Payload);
    }

    [Fact]
    public void Nothing_can_be_written_to_it()
    {
        using var store = folder.Open();
        store.Submit("a", Value("x", "1"));
        using var written = new MemoryStream();
        store.WriteState(written);
        using var other = Read(written);
        Assert.True(other.Trusted);
        Assert.Null(other.Memos);
        Assert.Throws<InvalidOperationException>(() => other.Begin("b"));
        Assert.Throws<InvalidOperationException>(() => other.Put([1, 2, 3]));
        Assert.Throws<InvalidOperationException>(() => other.SetSetting("a", "b"));
        Assert.Throws<InvalidOperationException>(() => other.WriteUnits([]));
        Assert.Throws<InvalidOperationException>(() => other.Collect());
    }

    [Fact]
    public void A_value_stays_readable_when_its_pack_goes()
    {
        using var store = folder.Open();
        var large = Random(5_000_000, 2);
        store.End(store.Begin("a"), [Value("y", "1", Hashing.Of(large))], Image(large));
        using var written = new MemoryStream();
        store.WriteState(written);
        using var other = Read(written);
        foreach (var pack in Directory.GetFiles(Path.Combine(folder.Folder, "chunks"), "*.pack"))
        {
            File.Delete(pack);
        }

        Assert.Equal(large, other.ReadImage(Hashing.Of(large)));
        written.Position = 0;
        Assert.Throws<FileNotFoundException>(() => WorkspaceStore.OpenState(written, new StoreOptions()));
    }

    [Fact]
    public void A_damaged_value_is_damaged_there_too()
    {
        using var store = folder.Open();
        var large = Random(5_000_000, 2);
        store.End(store.Begin("a"), [Value("y", "1", Hashing.Of(large)), Value("z", "1")], Image(large));
        foreach (var pack in Directory.GetFiles(Path.Combine(folder.Folder, "chunks"), "*.pack"))
        {
            DamageTools.Wreck(pack);
        }

        using var written = new MemoryStream();
        store.WriteState(written);
        using var other = Read(written);
        Assert.Throws<DamagedStoreException>(() => other.ReadImage(Hashing.Of(large)));
        Assert.Equal(2, other.Bindings().Count);
    }

    private static WorkspaceStore Read(MemoryStream written)
    {
        written.Position = 0;
        return WorkspaceStore.OpenState(written, new StoreOptions());
    }

    private static byte[] Random(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
