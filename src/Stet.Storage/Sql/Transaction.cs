using Stet.Storage.Log;
using Stet.Storage.Packs;
using Stet.Storage.Rows;
using Stet.Storage.Tables;

namespace Stet.Storage.Sql;

/// <summary>
/// The writes of one transaction, as rows: each goes into its table and, in the same form, into the record for the commit log.
/// Replaying the record does the same again.
/// </summary>
internal sealed class Transaction(Database database, StateRow state, RowWriter? record)
{
    /// <summary>The state row as the writes so far leave it.</summary>
    public StateRow State { get; private set; } = state;

    public void Enter(EntryRow row)
    {
        EntryTable.Add(database, row);
        State = State with { Last = Math.Max(State.Last, row.Number) };
        Record(LogRow.Entry, row.Write);
    }

    public void End(EndingRow row)
    {
        EntryTable.End(database, row);
        Record(LogRow.Ending, row.Write);
    }

    public void Mean(MeaningRow row)
    {
        MeaningTable.Put(database, row);
        Record(LogRow.Meaning, row.Write);
    }

    public void Bind(BindingRow row)
    {
        State = State with { Live = unchecked(State.Live + BindingTable.Put(database, row)) };
        Record(LogRow.Binding, row.Write);
    }

    public void Add(ImageRow row)
    {
        ImageTable.Add(database, row);
        Record(LogRow.Image, row.Write);
    }

    /// <summary>Submission <paramref name="number"/> changed these names, a line each as in <see cref="VersionTable"/>.</summary>
    public void Change(long number, string changes)
    {
        State = State with { Version = VersionTable.Add(database, number, changes, State.Version) };
        Record(LogRow.Version, to => to.Int(number).Text(changes));
    }

    public void Set(SettingRow row)
    {
        SettingTable.Save(database, row);
        Record(LogRow.Setting, row.Write);
    }

    public void Limit(long horizon, long settled)
    {
        State = State with { Horizon = horizon, Settled = settled };
        Record(LogRow.Limits, to => to.Int(horizon).Int(settled));
    }

    /// <summary>Not in the log: the index can be made again from the packs.</summary>
    public void Index(IEnumerable<(ContentHash Hash, ChunkPlace Place)> places) => ChunkTable.Add(database, places);

    private void Record(LogRow kind, Func<RowWriter, RowWriter> write)
    {
        if (record is not null)
        {
            write(record.Int((long)kind));
        }
    }
}
