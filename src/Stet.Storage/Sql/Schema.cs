namespace Stet.Storage.Sql;

/// <summary>The tables of store.db, format 2 (docs/store-format.md). Every row carries the sum of its canonical bytes.</summary>
internal static class Schema
{
    /// <summary>The newest format this program reads and the only one it writes.</summary>
    public const int Format = 2;

    /// <summary>"Stet" in the application id of the SQLite header.</summary>
    public const int ApplicationId = 0x53746574;

    /// <summary>What format 2 has beside the tables of format 1.</summary>
    public static readonly string[] SinceFormat2 =
    [
        "CREATE TABLE meaning(number INTEGER PRIMARY KEY, same INTEGER NOT NULL, payload NOT NULL, sum INTEGER NOT NULL)",
        "CREATE INDEX meaning_same ON meaning(same, number)",
    ];

    /// <summary>The tables of format 1.</summary>
    public static readonly string[] Format1 =
    [
        "CREATE TABLE format(version INTEGER PRIMARY KEY, store TEXT NOT NULL, made INTEGER NOT NULL, sum INTEGER NOT NULL)",
        "CREATE TABLE state(id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, log TEXT NOT NULL, synced INTEGER NOT NULL, "
            + "last INTEGER NOT NULL, version INTEGER NOT NULL, horizon INTEGER NOT NULL, settled INTEGER NOT NULL, live INTEGER NOT NULL, sum INTEGER NOT NULL)",
        "CREATE TABLE entry(number INTEGER PRIMARY KEY, session NOT NULL, code NOT NULL, directory NOT NULL, "
            + "ticks INTEGER NOT NULL, minutes INTEGER NOT NULL, sum INTEGER NOT NULL)",
        "CREATE INDEX entry_session ON entry(session, number)",
        "CREATE TABLE ending(number INTEGER PRIMARY KEY, state INTEGER NOT NULL, milliseconds REAL NOT NULL, type, result, "
            + "sum INTEGER NOT NULL, output NOT NULL)",
        "CREATE TABLE binding(kind INTEGER NOT NULL, name NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, payload, image BLOB, "
            + "sum INTEGER NOT NULL, PRIMARY KEY(kind, name, since)) WITHOUT ROWID",
        "CREATE INDEX binding_live ON binding(kind, name) WHERE until = 9223372036854775807",
        "CREATE TABLE image(id INTEGER PRIMARY KEY, hash BLOB NOT NULL, length INTEGER NOT NULL, sum INTEGER NOT NULL, "
            + "parts BLOB NOT NULL, refs BLOB NOT NULL, inline BLOB)",
        "CREATE UNIQUE INDEX image_hash ON image(hash)",
        "CREATE TABLE chunk(hash BLOB PRIMARY KEY, pack INTEGER NOT NULL, position INTEGER NOT NULL, length INTEGER NOT NULL, "
            + "sum INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE version(number INTEGER PRIMARY KEY, previous INTEGER NOT NULL, changes NOT NULL, sum INTEGER NOT NULL)",
        "CREATE TABLE setting(name PRIMARY KEY, value NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID",
    ];

    /// <summary>The tables of the newest format.</summary>
    public static readonly string[] Statements = [.. Format1, .. SinceFormat2];
}
