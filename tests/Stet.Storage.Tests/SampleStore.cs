using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

/// <summary>A store with something of everything, and what was written into it.</summary>
internal sealed class SampleStore
{
    private const int Submissions = 120;

    private readonly List<HistoryEntry> entries = [];
    private readonly List<StoredBinding> bindings = [];
    private readonly List<StoredBinding> early = [];
    private readonly Dictionary<ContentHash, byte[]> images = [];
    private readonly Dictionary<ContentHash, byte[]> chunks = [];
    private readonly List<VersionRow> log = [];

    /// <param name="killed">The write-ahead log stays, as after a kill; otherwise the store is closed cleanly.</param>
    public static SampleStore Write(StoreFolder folder, bool killed)
    {
        var sample = new SampleStore();
        var store = folder.Open();
        for (var i = 1; i <= Submissions; i++)
        {
            sample.Submit(store, i);
        }

        store.SetSetting("theme", "dark");
        sample.Remember(store);
        if (killed)
        {
            folder.KeepAsKilled();
        }

        store.Dispose();
        if (killed)
        {
            folder.RestoreAsKilled();
        }

        return sample;
    }

    /// <summary>How often a read said that its part is damaged.</summary>
    public int Named { get; private set; }

    /// <summary>Everything that reads differently from what was written, except what a <see cref="DamagedStoreException"/> names.</summary>
    public List<string> Differences(WorkspaceStore store)
    {
        var found = new List<string>();
        Compare(found, "names", bindings, () => store.Bindings());
        Compare(found, "early names", early, () => store.BindingsAt(new(Submissions / 2)));
        Compare(found, "history", entries, () => store.History(new(Limit: 10_000), null));
        Compare(found, "log", log, () => store.Log(1000));
        Compare(found, "setting", ["dark"], () => [store.Setting("theme")]);
        foreach (var entry in entries)
        {
            Compare(found, $"entry {entry.Number}", [entry], () => [store.Entry(entry.Number)]);
        }

        foreach (var binding in bindings)
        {
            Compare(found, $"name {binding.Name}", [binding], () => [store.Binding(binding.Kind, binding.Name)]);
        }

        foreach (var (hash, bytes) in images)
        {
            Compare(found, $"image {hash}", bytes, () => store.ReadImage(hash));
        }

        foreach (var (hash, bytes) in chunks)
        {
            Compare(found, $"chunk {hash}", bytes, () => ReadChunk(store, hash, bytes.Length));
        }

        return found;
    }

    private static byte[] ReadChunk(WorkspaceStore store, ContentHash hash, int length)
    {
        var bytes = new byte[length];
        store.Get(hash, bytes);
        return bytes;
    }

    private void Compare<T>(List<string> found, string part, IEnumerable<T> written, Func<IEnumerable<T?>> read)
    {
        try
        {
            var now = read().ToList();
            if (!written.SequenceEqual(now!))
            {
                found.Add($"{part} reads differently ({now.Count} items)");
            }
        }
        catch (DamagedStoreException damage)
        {
            Named++;
            if (damage.Part.Length == 0)
            {
                found.Add($"{part}: damage without a name");
            }
        }
    }

    private void Submit(WorkspaceStore store, int i)
    {
        var number = store.Begin($"step({i}) // {new string('x', i * 7 % 900)}", "s" + (i % 3));
        var image = Random(i * 31 % 5000, i);
        var changes = new List<BindingChange> { Value("v" + (i % 40), "payload " + i, Hashing.Of(image)) };
        var added = new List<NewImage> { Image(image) };
        images[Hashing.Of(image)] = image;
        if (i % 20 == 0)
        {
            var chunk = Random(50_000 + i, -i);
            chunks[store.Put(chunk)] = chunk;
            var large = Random(300_000, i * 1000);
            images[Hashing.Of(large)] = large;
            changes.Add(Value("large" + i, "big", Hashing.Of(large)));
            added.Add(Image(large, Hashing.Of(chunk)));
        }

        if (i % 17 == 0)
        {
            changes.Add(Value("v" + ((i + 20) % 40), null));
        }

        store.Commit(new(number, EntryState.Succeeded, i, "int", "r" + i, new string('o', i * 13 % 3000), changes, added));
    }

    private void Remember(WorkspaceStore store)
    {
        entries.AddRange(store.History(new(Limit: 10_000), null));
        bindings.AddRange(store.Bindings());
        early.AddRange(store.BindingsAt(new(Submissions / 2)));
        log.AddRange(store.Log(1000));
    }
}
