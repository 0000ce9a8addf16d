using Stet.Storage.Rows;

namespace Stet.Storage.Sql;

/// <summary>The one row about the store as a whole; rewritten by every transaction.</summary>
/// <param name="Sequence">Counts transactions; the commit log's records carry the same number.</param>
/// <param name="Log">Which commit log belongs to this state.</param>
/// <param name="Synced">Bytes of that log known to be durable; what follows is checked at open.</param>
/// <param name="Last">The newest history entry; 0 for none.</param>
/// <param name="Version">The newest submission that changed bindings; 0 for none.</param>
/// <param name="Horizon">The oldest state that can be looked at.</param>
/// <param name="Settled">All entries up to this one have ended.</param>
/// <param name="Live">The wrapping total of the sums of all bindings in force: a lost row is noticed.</param>
internal sealed record StateRow(long Sequence, string Log, long Synced, long Last, long Version, long Horizon, long Settled, long Live)
{
    public RowWriter Write(RowWriter to) => to.Int(Sequence).Text(Log).Int(Synced).Int(Last).Int(Version).Int(Horizon).Int(Settled).Int(Live);

    public static StateRow Load(Database database) =>
        database.First(
            "SELECT sequence, log, synced, last, version, horizon, settled, live, sum FROM state WHERE id = 1",
            row =>
            {
                var state = new StateRow(
                    row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6),
                    row.GetInt64(7));
                return RowSums.Check(state, row.GetInt64(8), RowSums.Of(state.Write), "store state");
            })
        ?? throw new DamagedStoreException("store state", "its row is missing.");

    public void Save(Database database) =>
        database.Do(
            "INSERT OR REPLACE INTO state VALUES(1, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
            Sequence, Log, Synced, Last, Version, Horizon, Settled, Live, RowSums.Of(Write));
}
