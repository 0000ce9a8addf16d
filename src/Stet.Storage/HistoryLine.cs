namespace Stet.Storage;

/// <summary>An entry of another program's history.</summary>
/// <param name="Session">What stands for the session: the program.</param>
public sealed record ImportedEntry(string Session, string Code, string Directory, DateTimeOffset Time);

/// <summary>An entry as search needs it, without what came of it beside its state.</summary>
public sealed record HistoryLine(long Number, string Session, string Code, string Directory, DateTimeOffset Time, EntryState State);
