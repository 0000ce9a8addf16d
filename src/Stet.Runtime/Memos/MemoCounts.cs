namespace Stet.Runtime.Memos;

/// <summary>What became of the calls of one function since the workspace was opened.</summary>
public sealed class MemoCounts
{
    private long hits;
    private long misses;
    private volatile string unkept = "";

    public long Hits => Interlocked.Read(ref hits);

    public long Misses => Interlocked.Read(ref misses);

    /// <summary>Why a result was not kept, the last time that this was so.</summary>
    public string Unkept => unkept;

    internal void Hit() => Interlocked.Increment(ref hits);

    internal void Miss() => Interlocked.Increment(ref misses);

    internal void NotKept(string reason) => unkept = reason;
}
