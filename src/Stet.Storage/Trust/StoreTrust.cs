using Stet.Storage.Platform;

namespace Stet.Storage.Trust;

/// <summary>Whether this store may be written and its code be run: it was made here by this user, or the user said so.</summary>
internal sealed class StoreTrust
{
    public static readonly Note Note = new(
        NoteKind.Untrusted,
        "This workspace was made elsewhere: its values and history can be looked at as plain data; nothing of it is loaded, run or changed before you say 'trust'.",
        []);

    private readonly StoreFiles files;
    private readonly TrustRegistry registry;
    private readonly string? found;
    private string store = "";

    public StoreTrust(StoreFiles files, TrustRegistry registry)
    {
        this.files = files;
        this.registry = registry;

        // Taken before the store is opened: mending may put another file in its place.
        found = FileIdentity.Of(files.Database) ?? FileIdentity.Of(files.Rebuilt);
    }

    public bool IsGiven { get; private set; }

    /// <summary>The store is open now, and this is its id.</summary>
    /// <param name="made">It is new.</param>
    public void Know(string id, bool made)
    {
        store = id;
        if (made || registry.Contains(id, found))
        {
            Give();
        }
    }

    public void Give()
    {
        registry.Add(store, FileIdentity.Of(files.Database));
        IsGiven = true;
    }

    /// <summary>The file at <paramref name="path"/> is about to become this store's database: it is trusted as the one it replaces.</summary>
    public void Inherit(string path, string id)
    {
        if (IsGiven || registry.Contains(id, found))
        {
            registry.Add(id, FileIdentity.Of(path));
        }
    }

    public void Demand()
    {
        if (!IsGiven)
        {
            throw new InvalidOperationException("This store was made elsewhere and can only be read. Call Trust first.");
        }
    }
}
