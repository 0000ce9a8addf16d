namespace Stet.Storage;

/// <summary>A write did not become durable. The state is as it was before; the message says what to do.</summary>
public sealed class StoreWriteException(string message, Exception? inner = null, bool undecided = false) : IOException(message, inner)
{
    /// <summary>
    /// The disk refused even to take the write back: if the host ends before a later write succeeds, the next open may find it, whole.
    /// While the host lives the state is as before.
    /// </summary>
    public bool Undecided { get; } = undecided;
}

/// <summary>The store cannot be opened at all, and nothing of it was touched: in use by another host, or of a newer format.</summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : IOException(message, inner);
