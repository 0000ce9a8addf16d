namespace Stet.Model;

/// <summary>An entry that a search found, without its duration, result and output.</summary>
/// <param name="IsElsewhere">It was submitted in another directory than the session's own is now.</param>
/// <param name="IsOwn">The session that searches submitted it.</param>
public sealed record HistoryHit(HistoryEntry Entry, bool IsElsewhere, bool IsOwn);
