using Stet.Model;

namespace Stet.Storage.Tests;

/// <summary>A store in a folder of its own, removed afterwards, with a registry of trust beside it.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("stet-storage-").FullName;

    public string Folder => Path.Combine(root, "here", ".stet");

    public string Root => root;

    public StoreOptions Options { get; set; } = new();

    public WorkspaceStore Open() => Open(Folder);

    public WorkspaceStore Open(string folder) =>
        WorkspaceStore.Open(folder, Options with { StateFolder = Options.StateFolder ?? Path.Combine(root, "state") });

    /// <summary>A copy of the folder as it is, in a root of its own.</summary>
    public StoreFolder Copy()
    {
        var copy = new StoreFolder { Options = Options };
        CopyFiles(Folder, copy.Folder);
        return copy;
    }

    /// <summary>Remembers the files as they are while the store is open: what a kill would leave.</summary>
    public void KeepAsKilled() => CopyFiles(Folder, Path.Combine(root, "killed"));

    public void RestoreAsKilled()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Move(Path.Combine(root, "killed"), Folder);
    }

    public static void CopyFiles(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

internal static class StoreActions
{
    public static readonly SessionId Session = new("s1");

    public static SubmissionNumber Begin(this WorkspaceStore store, string code, string session = "s1") =>
        store.Begin(new(session), code, "/home/u", new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(1)));

    public static SubmissionNumber Submit(this WorkspaceStore store, string code, params BindingChange[] changes)
    {
        var number = store.Begin(code);
        store.End(number, changes);
        return number;
    }

    public static void End(this WorkspaceStore store, SubmissionNumber number, BindingChange[] changes, params NewImage[] images) =>
        store.Commit(new(number, EntryState.Succeeded, 1.5, "int", "3", "out", changes, images));

    public static BindingChange Value(string name, string? payload, ContentHash? image = null) => new(BindingKind.Variable, name, payload, image);

    public static NewImage Image(byte[] bytes, params ContentHash[] chunks) => new(Hashing.Of(bytes), bytes, chunks);

    public static byte[] Random(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
