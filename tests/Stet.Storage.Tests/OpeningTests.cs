using System.Buffers.Binary;
using System.IO.Hashing;
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
    public void A_store_of_a_newer_format_is_refused_and_not_touched()
    {
        folder.Open().Dispose();
        var log = Path.Combine(folder.Folder, "commits.log");
        var bytes = File.ReadAllBytes(log);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(48), XxHash3.HashToUInt64(bytes.AsSpan(0, 48)));
        File.WriteAllBytes(log, bytes);
        var before = Fingerprint();

        var refused = Assert.Throws<StoreRefusedException>(folder.Open);
        Assert.Contains("format 2", refused.Message);
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
        Assert.DoesNotContain(again.OpeningNotes, note => note.Kind == Model.NoteKind.Damaged);
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

    private string Fingerprint() => string.Join('\n', Directory.EnumerateFileSystemEntries(folder.Folder, "*", SearchOption.AllDirectories)
        .Order().Select(path => $"{path} {(File.Exists(path) ? Hashing.Of(File.ReadAllBytes(path)) : "")} {File.GetLastWriteTimeUtc(path):O}"));
}
