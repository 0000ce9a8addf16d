namespace Stet.Storage;

/// <summary>A write did not become durable. The state is as it was before; the message says what to do.</summary>
public sealed class StoreWriteException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>The store cannot be opened at all, and nothing of it was touched: in use by another host, or of a newer format.</summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : IOException(message, inner);
