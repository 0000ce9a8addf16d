using Stet.Storage.Trash;

namespace Stet.Storage.Tests;

/// <summary>What is set aside comes back as it was: content, permissions, times, links; and what replaced it comes back in turn.</summary>
public sealed class TrashTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stet-trash-").FullName;
    private readonly TrashStore trash;

    public TrashTests()
    {
        Directory.CreateDirectory(At(".stet"));
        trash = new(At(".stet"));
    }

    [Fact]
    public void A_deleted_folder_comes_back_whole()
    {
        Write("data/a.txt", "a", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Write("data/deep/b.txt", "b");
        File.CreateSymbolicLink(At("data/link"), "deep/b.txt");
        File.CreateSymbolicLink(At("data/dangling"), "nowhere");
        Directory.CreateDirectory(At("data/empty"));
        var before = Listing();
        Assert.Empty(trash.SetAside(1, [(At("data"), true)]));
        Directory.Delete(At("data"), recursive: true);
        Assert.True(trash.Settle(1));
        Assert.Equal(7, trash.BringBack(1).Count);
        Assert.Equal(before, Listing());
        Assert.Equal(7, trash.DestroyAgain(1).Count);
        Assert.False(Directory.Exists(At("data")));
        trash.BringBack(1);
        Assert.Equal(before, Listing());
    }

    [Fact]
    public void An_overwritten_file_comes_back_and_the_new_one_is_kept()
    {
        Write("x", "old");
        var before = Listing();
        trash.SetAside(1, [(At("x"), false)]);
        File.WriteAllText(At("x"), "new, longer");
        Assert.True(trash.Settle(1));
        trash.BringBack(1);
        Assert.Equal(before, Listing());
        trash.DestroyAgain(1);
        Assert.Equal("new, longer", File.ReadAllText(At("x")));
    }

    [Fact]
    public void An_overwritten_file_with_other_names_comes_back_under_all_of_them()
    {
        Write("x", "old", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        System.Diagnostics.Process.Start("ln", [At("x"), At("other")])!.WaitForExit();
        var before = Listing();
        trash.SetAside(1, [(At("x"), false)]);
        File.WriteAllText(At("x"), "new, longer");
        Assert.True(trash.Settle(1));
        trash.BringBack(1);
        Assert.Equal(before, Listing());
        Assert.Equal("old", File.ReadAllText(At("other")));
        trash.DestroyAgain(1);
        Assert.Equal("new, longer", File.ReadAllText(At("other")));
        trash.BringBack(1);
        File.AppendAllText(At("other"), "er");
        Assert.Equal("older", File.ReadAllText(At("x")));
    }

    [Fact]
    public void What_was_not_touched_after_all_is_forgotten_and_left_alone()
    {
        Write("d/kept", "1");
        Write("d/gone", "2");
        trash.SetAside(1, [(At("d"), true)]);
        File.Delete(At("d/gone"));
        Assert.True(trash.Settle(1));
        Assert.Equal([At("d"), At("d/gone")], Assert.Single(trash.All).Items.Select(i => i.Path));
        trash.SetAside(2, [(At("d"), true)]);
        Assert.False(trash.Settle(2));
        Assert.Single(trash.All);
    }

    [Fact]
    public void The_store_itself_is_not_set_aside()
    {
        Write(".stet/store.db", "x");
        Write("a", "x");
        trash.SetAside(1, [(folder, true)]);
        Assert.DoesNotContain(trash.All.Single().Items, i => i.Path.Contains(".stet", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_too_large_to_copy_is_told()
    {
        Write("big", "");
        using (var file = File.OpenWrite(At("big")))
        {
            file.SetLength(TrashStore.MostCopied + 1);
        }

        Assert.Contains("MB", Assert.Single(trash.SetAside(1, [(At("big"), false)])), StringComparison.Ordinal);
        Assert.Empty(trash.SetAside(2, [(At("big"), true)]));
    }

    [Fact]
    public void Old_records_go_and_the_oldest_where_there_is_too_much()
    {
        foreach (var number in new[] { 1, 2, 3 })
        {
            Write($"f{number}", new string('x', 1000));
            trash.SetAside(number, [(At($"f{number}"), false)]);
            File.Delete(At($"f{number}"));
            trash.Settle(number);
        }

        trash.Prune(TimeSpan.FromDays(1), 2500);
        Assert.Equal([3, 2], trash.All.Select(r => r.Number));
        trash.Prune(TimeSpan.Zero, long.MaxValue);
        Assert.Empty(trash.All);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private void Write(string name, string content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(name), mode);
        }

        File.SetLastWriteTimeUtc(At(name), new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
    }

    private string Listing() => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Where(p => !p.Contains(".stet", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(p => new FileInfo(p)).Select(i => $"{i.FullName} {i.UnixFileMode} {(i.LinkTarget is null ? i.LastWriteTimeUtc.Ticks : 0)} {i.LinkTarget} {(i.LinkTarget is null && !i.Attributes.HasFlag(FileAttributes.Directory) ? File.ReadAllText(i.FullName) : "")}"));
}
