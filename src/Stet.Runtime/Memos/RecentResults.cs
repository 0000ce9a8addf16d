using System.Collections.Concurrent;

namespace Stet.Runtime.Memos;

/// <summary>
/// The stored forms of results used lately, so that the store need not be asked. In two halves: when the younger one is full the older one is let go, and what was used meanwhile has
/// moved from that to this.
/// </summary>
internal sealed class RecentResults
{
    private const int MostResults = 200_000;
    private const long MostBytes = 64L << 20;
    private const int PerResult = 100;

    private readonly Lock gate = new();
    private ConcurrentDictionary<MemoKey, ReadOnlyMemory<byte>> young = [];
    private ConcurrentDictionary<MemoKey, ReadOnlyMemory<byte>> old = [];
    private long results;
    private long bytes;

    public bool TryGet(MemoKey key, out ReadOnlyMemory<byte> form)
    {
        if (young.TryGetValue(key, out form))
        {
            return true;
        }

        if (!old.TryGetValue(key, out form))
        {
            return false;
        }

        Put(key, form);
        return true;
    }

    public void Put(MemoKey key, ReadOnlyMemory<byte> form)
    {
        if (form.Length > MostBytes / 4 || !young.TryAdd(key, form))
        {
            return;
        }

        if (Interlocked.Increment(ref results) > MostResults / 2 | Interlocked.Add(ref bytes, form.Length + PerResult) > MostBytes / 2)
        {
            Age();
        }
    }

    /// <summary>What is here for a key is of no use.</summary>
    public void Forget(MemoKey key)
    {
        young.TryRemove(key, out _);
        old.TryRemove(key, out _);
    }

    private void Age()
    {
        lock (gate)
        {
            if (results > MostResults / 2 || bytes > MostBytes / 2)
            {
                (old, young) = (young, []);
                (results, bytes) = (0, 0);
            }
        }
    }
}
