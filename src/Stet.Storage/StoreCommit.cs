namespace Stet.Storage;

/// <summary>All that one submission leaves behind, made durable in one step. A second commit of the same number adds to the first.</summary>
/// <param name="Output">Cut to <see cref="StoreOptions.OutputLimit"/> characters when stored.</param>
public sealed record StoreCommit(
    SubmissionNumber Number,
    EntryState State,
    double Milliseconds,
    string? Type,
    string? Result,
    string Output,
    IReadOnlyList<BindingChange> Changes,
    IReadOnlyList<NewImage> Images)
{
    /// <summary>What the entry meant; null where it is not known, or was said by an earlier commit of the number.</summary>
    public EntryMeaning? Meaning { get; init; }
}

/// <summary>What an entry meant when it ran.</summary>
/// <param name="Text">What ran: entries of equal text are the same command.</param>
/// <param name="Payload">Opaque to the store.</param>
public sealed record EntryMeaning(string Text, string Payload);

/// <summary>The stored form of one captured object graph.</summary>
/// <param name="Hash"><see cref="Hashing.Of"/> of <paramref name="Bytes"/>.</param>
/// <param name="Chunks">Chunks that the bytes refer to, each accepted by Put before.</param>
public sealed record NewImage(ContentHash Hash, ReadOnlyMemory<byte> Bytes, IReadOnlyList<ContentHash> Chunks);

/// <summary>A compiled unit for the cache.</summary>
/// <param name="Hash">The unit's address (of its source and what it was compiled against), not the hash of its bytes.</param>
public sealed record NewUnit(ContentHash Hash, ReadOnlyMemory<byte> Bytes);
