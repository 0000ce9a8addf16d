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
