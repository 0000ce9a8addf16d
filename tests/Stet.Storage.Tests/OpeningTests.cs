using System.Buffers.Binary;
using System.IO.Hashing;
using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_host_is_refused_and_told_who_holds_the_store()
    {
        using var store = folder.Open();
        var refused = Assert.Throws<StoreRefusedException>(folder.Open);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message);
        store.Submit("x = 1", Value("x", "1"));
    }

    [Fact]
    public async Task A_file_that_takes_its_name_while_the_store_opens_is_no_link()
    {
        folder.Open().Dispose();
        var record = Path.Combine(folder.Folder, "host.json");
        using var end = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                File.WriteAllText(record + ".new", "{}");
                File.Move(record + ".new", record, overwrite: true);
            }
        });
        try
        {
            for (var i = 0; i < 300; i++)
            {
                folder.Open().Dispose();
            }
        }
        finally
        {
            await end.CancelAsync();
            await writing;
        }
    }

    [Theory]
    [InlineData("host.json.new")]
    [InlineData("chunks/stray")]
    public void A_link_among_its_files_is_refused(string name)
    {
        folder.Open().Dispose();
        File.CreateSymbolicLink(Path.Combine(folder.Folder, name), "/nowhere/at/all");
        Assert.Contains("is a link to /nowhere/at/all", Assert.Throws<StoreRefusedException>(folder.Open).Message);
    }

    [Fact]
    public void A_store_of_a_newer_format_is_refused_and_not_touched()
    {
        folder.Open().Dispose();
        var log = Path.Combine(folder.Folder, "commits.log");
        var bytes = File.ReadAllBytes(log);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), 3);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(48), XxHash3.HashToUInt64(bytes.AsSpan(0, 48)));
        File.WriteAllBytes(log, bytes);
        var before = Fingerprint();

        var refused = Assert.Throws<StoreRefusedException>(folder.Open);
        Assert.Contains("format 3", refused.Message);
        Assert.Contains("Nothing was changed", refused.Message);
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public void A_newer_database_without_its_log_is_refused_too()
    {
        folder.Open().Dispose();
        File.Delete(Path.Combine(folder.Folder, "commits.log"));
        var database = Path.Combine(folder.Folder, "store.db");
        var bytes = File.ReadAllBytes(database);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(60), 7);
        File.WriteAllBytes(database, bytes);
        var before = Fingerprint();

        Assert.Contains("format 7", Assert.Throws<StoreRefusedException>(folder.Open).Message);
        Assert.Equal(before, Fingerprint());
    }

    [Theory]
    [InlineData("store.db")]
    [InlineData("commits.log")]
    public void A_file_that_is_missing_is_made_again_from_the_other(string file)
    {
        using (var store = folder.Open())
        {
            store.Submit("x = 1", Value("x", "1"));
            store.SetSetting("a", "b");
        }

        File.Delete(Path.Combine(folder.Folder, file));
        using (var store = folder.Open())
        {
            Assert.Equal("1", store.Binding(BindingKind.Variable, "x")!.Payload);
            Assert.Equal("b", store.Setting("a"));
            Assert.Contains(store.OpeningNotes, note => note.Names.Contains(file));
        }

        using var again = folder.Open();
        Assert.DoesNotContain(again.OpeningNotes, note => note.Kind == NoteKind.Damaged);
        Assert.Empty(again.CheckIntegrity());
    }

    [Fact]
    public void A_store_whose_names_are_gone_says_so_and_begins_anew()
    {
        using (var store = folder.Open())
        {
            store.Put(new byte[1000]);
        }

        File.Delete(Path.Combine(folder.Folder, "store.db"));
        File.Delete(Path.Combine(folder.Folder, "commits.log"));
        using var anew = folder.Open();
        Assert.Contains(anew.OpeningNotes, note => note.Text.Contains("without their names"));
    }

    [Theory]
    [InlineData("lock.holder")]
    [InlineData("commits.log.new")]
    [InlineData("store.db")]
    [InlineData("chunks/000001.pack")]
    public void A_store_with_links_in_it_is_refused_and_their_targets_are_not_touched(string name)
    {
        using (var store = folder.Open())
        {
            store.Put(new byte[1000]);
        }

        var target = Path.Combine(folder.Root, "precious");
        File.WriteAllText(target, "mine");
        File.Delete(Path.Combine(folder.Folder, name));
        File.CreateSymbolicLink(Path.Combine(folder.Folder, name), target);
        Assert.Contains(target, Assert.Throws<StoreRefusedException>(folder.Open).Message);
        Assert.Equal("mine", File.ReadAllText(target));
    }

    [Fact]
    public void A_closed_store_refuses_and_leaves_its_files_alone()
    {
        var store = folder.Open();
        store.Submit("x = 1", Value("x", "1"));
        store.Dispose();
        var before = Fingerprint();
        Assert.Throws<ObjectDisposedException>(() => store.Bindings());
        Assert.Throws<ObjectDisposedException>(() => store.Begin("y = 1"));
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public void A_torn_chunk_that_nothing_refers_to_is_not_taken_for_stored_when_the_index_is_made_again()
    {
        var (kept, torn) = (Random(1000, 1), Random(100_000, 2));
        using (var store = folder.Open())
        {
            var chunk = store.Put(kept);
            var image = Random(10, 3);
            store.End(store.Begin("a"), [Value("x", "1", Hashing.Of(image))], Image(image, chunk));
            store.Put(torn);
        }

        // A power cut: the header of the last chunk has reached the disk, its bytes have not. And the database is gone.
        var pack = Path.Combine(folder.Folder, "chunks", "000001.pack");
        var bytes = File.ReadAllBytes(pack);
        bytes.AsSpan(bytes.Length - 50_000).Clear();
        File.WriteAllBytes(pack, bytes);
        File.Delete(Path.Combine(folder.Folder, "store.db"));

        using var mended = folder.Open();
        mended.Trust();
        var again = Random(10, 4);
        mended.End(mended.Begin("b"), [Value("y", "1", Hashing.Of(again))], Image(again, mended.Put(torn)));
        var read = new byte[torn.Length];
        mended.Get(Hashing.Of(torn), read);
        Assert.Equal(torn, read);
        mended.Get(Hashing.Of(kept), read.AsSpan(0, kept.Length));
    }

    private string Fingerprint() => string.Join('\n', Directory.EnumerateFileSystemEntries(folder.Folder, "*", SearchOption.AllDirectories)
        .Order().Select(path => $"{path} {(File.Exists(path) ? Hashing.Of(File.ReadAllBytes(path)) : "")} {File.GetLastWriteTimeUtc(path):O}"));
}
