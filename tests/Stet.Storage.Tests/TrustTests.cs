using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

public sealed class TrustTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public TrustTests()
    {
        using var store = folder.Open();
        store.Submit("x = 1", Value("x", "1"));
        store.Begin("left running");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_store_made_here_is_trusted_when_it_is_opened_again()
    {
        using var store = folder.Open();
        Assert.True(store.Trusted);
    }

    [Fact]
    public void A_renamed_directory_stays_trusted()
    {
        Directory.Move(Path.Combine(folder.Root, "here"), Path.Combine(folder.Root, "there"));
        using var store = folder.Open(Path.Combine(folder.Root, "there", ".stet"));
        Assert.True(store.Trusted);
    }

    [Fact]
    public void A_copied_store_can_be_read_and_not_written()
    {
        using var store = folder.Open(Copied());
        Assert.False(store.Trusted);
        Assert.Equal(["x"], store.Bindings().Select(binding => binding.Name));
        Assert.Equal("x = 1", store.Entry(new(1))!.Code);
        Assert.Contains(store.OpeningNotes, note => note.Kind == NoteKind.Untrusted);
        Assert.Throws<InvalidOperationException>(() => store.Begin("y = 1"));
        Assert.Throws<InvalidOperationException>(() => store.End(new(2), []));
        Assert.Throws<InvalidOperationException>(() => store.Put([1]));
        Assert.Throws<InvalidOperationException>(() => store.SetSetting("a", "b"));
        Assert.Throws<InvalidOperationException>(() => store.WriteUnits([]));
        Assert.Throws<InvalidOperationException>(() => store.Collect());
    }

    [Fact]
    public void A_copy_that_the_user_trusts_is_written_and_stays_trusted()
    {
        var copied = Copied();
        using (var store = folder.Open(copied))
        {
            store.Trust();
            Assert.Equal(3, store.Begin("y = 1").Value);
        }

        using var again = folder.Open(copied);
        Assert.True(again.Trusted);
        using var original = folder.Open();
        Assert.True(original.Trusted);
    }

    [Fact]
    public void An_own_store_stays_trusted_when_its_database_is_made_again()
    {
        DamageTools.Wreck(Path.Combine(folder.Folder, "store.db"));
        using (var mended = folder.Open())
        {
            Assert.Contains(mended.OpeningNotes, note => note.Kind == NoteKind.Damaged);
            Assert.True(mended.Trusted);
        }

        using var again = folder.Open();
        Assert.True(again.Trusted);
        Assert.Empty(again.OpeningNotes);
    }

    [Fact]
    public void A_foreign_store_does_not_become_trusted_by_being_damaged()
    {
        var copied = Copied();
        DamageTools.Wreck(Path.Combine(copied, "store.db"));
        using var store = folder.Open(copied);
        Assert.False(store.Trusted);
        Assert.Contains(store.OpeningNotes, note => note.Kind == NoteKind.Damaged);
        Assert.Equal(["x"], store.Bindings().Select(binding => binding.Name));
    }

    [Fact]
    public void The_registry_and_the_store_can_be_opened_by_the_user_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var store = folder.Open();
        store.Put(new byte[100_000]);
        store.WriteUnits([new(new(1, 2), new byte[] { 1 })]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Folder));
        string[] files = [.. Directory.EnumerateFiles(folder.Folder, "*", SearchOption.AllDirectories), Path.Combine(folder.Root, "state", "trusted-stores")];
        Assert.All(files, AssertPrivate);
        Assert.Contains(files, file => file.EndsWith("store.db-wal", StringComparison.Ordinal));
    }

    private static void AssertPrivate(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private string Copied()
    {
        var copied = Path.Combine(folder.Root, "copy", ".stet");
        StoreFolder.CopyFiles(folder.Folder, copied);
        return copied;
    }
}
