namespace Stet.Storage;

/// <summary>The names of a store's files.</summary>
internal sealed record StoreFiles(string Folder)
{
    public string Database => Path.Combine(Folder, "store.db");

    /// <summary>A database being made again; complete when it takes the name of <see cref="Database"/>.</summary>
    public string Rebuilt => Path.Combine(Folder, "store.db.rebuilt");

    public string Log => Path.Combine(Folder, "commits.log");

    /// <summary>A log being written anew; complete when it takes the name of <see cref="Log"/>.</summary>
    public string NewLog => Path.Combine(Folder, "commits.log.new");

    public string Chunks => Path.Combine(Folder, "chunks");

    public string Units => Path.Combine(Folder, "units");

    /// <summary>Results of functions marked <c>[Memo]</c>.</summary>
    public string Memos => Path.Combine(Folder, "memo.db");

    /// <summary>SQLite's own companions of a database file.</summary>
    public static IEnumerable<string> Companions(string database) => [database + "-wal", database + "-journal", database + "-shm"];
}
