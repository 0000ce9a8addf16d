namespace Stet.Storage.Memos;

/// <summary>What the results of one function depend on beside its arguments, as the store has it.</summary>
/// <param name="Row">Its number in the store.</param>
/// <param name="Hash">Of code and values.</param>
/// <param name="Parts">What the hash is made of, in the form of who wrote it.</param>
/// <param name="Results">How many results are kept under it.</param>
/// <param name="Bytes">What they take.</param>
public sealed record StoredMemoVersion(long Row, string Function, ContentHash Hash, byte[] Parts, long Results, long Bytes);

/// <summary>A result to be kept.</summary>
public readonly record struct NewMemoResult(long Version, ContentHash Key, ReadOnlyMemory<byte> Form);

/// <summary>How much may be kept; beyond it the results used longest ago go.</summary>
public sealed record MemoLimits(long Bytes, long Results)
{
    public static MemoLimits Default { get; } = new(1L << 30, 5_000_000);
}
