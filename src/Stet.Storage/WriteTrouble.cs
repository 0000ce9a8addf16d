using Microsoft.Data.Sqlite;

namespace Stet.Storage;

/// <summary>Turns a failed write into words: what was being written, what the system said, what to do.</summary>
internal static class WriteTrouble
{
    // The result code SQLITE_FULL (sqlite.org/rescode.html).
    private const int Full = 13;

    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    public static StoreWriteException Explain(string what, Exception trouble) =>
        new($"{Capital(what)} could not be stored: {Reason(trouble)} Nothing of it was kept; the store is as before. {Remedy(trouble)}", trouble);

    /// <summary>The disk took neither the write nor its withdrawal.</summary>
    public static StoreWriteException Undecided(string what, Exception trouble) =>
        new(
            $"{Capital(what)} could not be stored: {Reason(trouble)} The store is as before, but the disk refuses all writes: should the host end now, "
            + $"the next one may find it stored after all, as a whole. {Remedy(trouble)}",
            trouble,
            undecided: true);

    public static StoreWriteException Unopened(string folder, Exception trouble) =>
        new($"The store {folder} could not be opened: {Reason(trouble)} Nothing that was in it is changed. {Remedy(trouble)}", trouble);

    public static StoreWriteException Refuse(string what, Exception trouble) =>
        new($"{Capital(what)} was not stored: an earlier write failed and the disk still refuses writes: {Reason(trouble)} {Remedy(trouble)}", trouble);

    private static bool DiskFull(Exception trouble) =>
        trouble is SqliteException { SqliteErrorCode: Full } || (trouble is IOException && trouble.HResult is NoSpaceOnUnix or NoSpaceOnWindows);

    private static string Reason(Exception trouble) => DiskFull(trouble) ? "the disk is full." : trouble.Message.TrimEnd('.') + ".";

    private static string Remedy(Exception trouble) =>
        DiskFull(trouble) ? "Free some space and try again." : "Check the disk (dmesg, free space, permissions) and try again.";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
