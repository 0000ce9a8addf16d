using System.IO.Hashing;
using Stet.Storage.Sql;

namespace Stet.Storage.Memos;

/// <summary>The tables of memo.db, format 1 (docs/store-format.md).</summary>
internal sealed class MemoTables
{
    /// <summary>In minutes.</summary>
    public const long Day = 24 * 60;

    /// <summary>How many uses are noted with one write; the others are noted with the next.</summary>
    public const int MostTouched = 10_000;

    private const int Format = 1;

    /// <summary>How many results are removed in one transaction, so that nobody who asks for one waits long.</summary>
    private const int MostRemoved = 5_000;

    /// <summary>What one result takes beside its form.</summary>
    private const int PerResult = 40;

    private static readonly string[] Statements =
    [
        "CREATE TABLE limits(id INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, results INTEGER NOT NULL)",
        "CREATE TABLE version(id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, hash BLOB NOT NULL, parts BLOB NOT NULL, results INTEGER NOT NULL, bytes INTEGER NOT NULL, dropped INTEGER NOT NULL)",
        "CREATE TABLE result(version INTEGER NOT NULL, key BLOB NOT NULL, used INTEGER NOT NULL, sum INTEGER NOT NULL, form BLOB NOT NULL, PRIMARY KEY(version, key)) WITHOUT ROWID",
    ];

    private readonly Database database;

    private MemoTables(Database database)
    {
        this.database = database;
        Limits = database.First("SELECT bytes, results FROM limits", row => new MemoLimits(row.GetInt64(0), row.GetInt64(1))) ?? MemoLimits.Default;
    }

    public MemoLimits Limits { get; private set; }

    public bool IsBeyondLimits => Size is var (results, bytes) && (results > Limits.Results || bytes > Limits.Bytes);

    private (long Results, long Bytes) Size =>
        database.First("SELECT TOTAL(results), TOTAL(bytes) FROM version WHERE dropped = 0", row => Tuple.Create((long)row.GetDouble(0), (long)row.GetDouble(1))) is var (results, bytes) ? (results, bytes) : default;

    /// <exception cref="DamagedStoreException">The tables are not those of this format.</exception>
    public static MemoTables Of(Database database)
    {
        if (database.Scalar("SELECT COUNT(*) FROM sqlite_schema") == 0)
        {
            database.Transact(() =>
            {
                foreach (var statement in Statements)
                {
                    database.Do(statement);
                }

                // Numbers of versions are never used again, not even by a database that takes a damaged one's place.
                database.Do("INSERT INTO sqlite_sequence VALUES('version', $1)", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                database.Do("PRAGMA user_version=" + Format);
            });
        }

        return database.Scalar("PRAGMA user_version") == Format ? new(database) : throw new DamagedStoreException("memo.db", "it is of another format");
    }

    public void SetLimits(MemoLimits limits)
    {
        database.Do("INSERT OR REPLACE INTO limits VALUES(1, $1, $2)", limits.Bytes, limits.Results);
        Limits = limits;
    }

    public IReadOnlyList<StoredMemoVersion> Versions() => database.All(
        "SELECT id, function, hash, parts, results, bytes FROM version WHERE dropped = 0",
        row => new StoredMemoVersion(row.GetInt64(0), row.GetString(1), Hashing.Read(row.GetFieldValue<byte[]>(2)), row.GetFieldValue<byte[]>(3), row.GetInt64(4), row.GetInt64(5)));

    /// <exception cref="DamagedStoreException">What is there is not what was written.</exception>
    public (byte[] Form, long Used)? Find(long version, ContentHash key)
    {
        var found = database.First(
            "SELECT form, used, sum FROM result WHERE version = $1 AND key = $2",
            row => Tuple.Create(row.GetFieldValue<byte[]>(0), row.GetInt64(1), row.GetInt64(2)), version, key.ToBytes());
        return found is null ? null : found.Item3 == Sum(version, key, found.Item1) ? (found.Item1, found.Item2) : throw new DamagedStoreException("memo.db", "a result is not what was written");
    }

    public long Enter(string function, ContentHash hash, byte[] parts)
    {
        database.Do("INSERT INTO version(function, hash, parts, results, bytes, dropped) VALUES($1, $2, $3, 0, 0, 0)", function, hash.ToBytes(), parts);
        return database.Scalar("SELECT last_insert_rowid()")!.Value;
    }

    public void SetParts(long version, byte[] parts) => database.Do("UPDATE version SET parts = $2 WHERE id = $1", version, parts);

    public void Put(IEnumerable<NewMemoResult> results, long now)
    {
        foreach (var version in results.GroupBy(r => r.Version).Where(v => database.Scalar("SELECT id FROM version WHERE id = $1 AND dropped = 0", v.Key) is not null))
        {
            var (count, bytes) = (0L, 0L);
            foreach (var (_, key, form) in version)
            {
                var bits = form.ToArray();
                if (database.Do("INSERT OR IGNORE INTO result VALUES($1, $2, $3, $4, $5)", version.Key, key.ToBytes(), now, Sum(version.Key, key, bits), bits) > 0)
                {
                    (count, bytes) = (count + 1, bytes + bits.Length + PerResult);
                }
            }

            database.Do("UPDATE version SET results = results + $2, bytes = bytes + $3 WHERE id = $1", version.Key, count, bytes);
        }
    }

    public void Touch(IEnumerable<(long Version, ContentHash Key)> used, long now)
    {
        foreach (var (version, key) in used)
        {
            database.Do("UPDATE result SET used = $3 WHERE version = $1 AND key = $2", version, key.ToBytes(), now);
        }
    }

    public void Drop(IEnumerable<long> versions)
    {
        foreach (var version in versions)
        {
            database.Do("UPDATE version SET dropped = 1 WHERE id = $1", version);
        }
    }

    /// <summary>Removes some results of versions that were dropped; false where there are none.</summary>
    public bool RemoveDropped()
    {
        if (database.Scalar("SELECT id FROM version WHERE dropped = 1 LIMIT 1") is not { } version)
        {
            return false;
        }

        if (database.Do("DELETE FROM result WHERE version = $1 AND key IN (SELECT key FROM result WHERE version = $1 LIMIT $2)", version, MostRemoved) < MostRemoved)
        {
            database.Do("DELETE FROM version WHERE id = $1", version);
        }

        return true;
    }

    /// <summary>Where there is more than the limits allow, removes those used longest ago, a tenth more than need be; false where there is not.</summary>
    public bool RemoveOldest()
    {
        if (!IsBeyondLimits)
        {
            return false;
        }

        var (results, bytes) = Size;
        var (tooMany, tooMuch) = (results - (Limits.Results * 9 / 10), bytes - (Limits.Bytes * 9 / 10));
        foreach (var (used, count, size) in database.All("SELECT used, COUNT(*), SUM(LENGTH(form) + 40) FROM result GROUP BY used ORDER BY used", row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))))
        {
            if (tooMany <= 0 && tooMuch <= 0)
            {
                break;
            }

            var few = Math.Min(count, Math.Max(tooMany, (long)Math.Ceiling((double)tooMuch * count / size)));
            database.Do("DELETE FROM result WHERE (version, key) IN (SELECT version, key FROM result WHERE used = $1 LIMIT $2)", used, few);
            (tooMany, tooMuch) = (tooMany - few, tooMuch - (size * few / count));
        }

        database.Do("UPDATE version SET (results, bytes) = (SELECT COUNT(*), TOTAL(LENGTH(form) + 40) FROM result WHERE result.version = version.id)");
        return true;
    }

    private static long Sum(long version, ContentHash key, ReadOnlySpan<byte> form)
    {
        var hash = new XxHash3(version);
        hash.Append(key.ToBytes());
        hash.Append(form);
        return (long)hash.GetCurrentHashAsUInt64();
    }
}
