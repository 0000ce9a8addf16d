using Stet.Storage.Sql;

namespace Stet.Storage.Recovery;

/// <summary>
/// Where an entry is damaged in both copies, history says so in its place: numbers stay without gaps, the newest one is not given twice.
/// </summary>
internal static class LostEntries
{
    private const string Text = "[this entry was lost: it was damaged in store.db and in commits.log]";

    public static void Mark(Database database, Transaction into)
    {
        var last = database.Scalar(
            "SELECT max(n) FROM (SELECT max(number) n FROM entry UNION ALL SELECT max(number) FROM ending UNION ALL SELECT max(number) FROM version)") ?? 0;
        var there = database.All("SELECT number FROM entry", row => row.GetInt64(0)).ToHashSet();
        for (var number = 1L; number <= last; number++)
        {
            if (!there.Contains(number))
            {
                into.Enter(new(number, "", Text, "", 0, 0));
            }

            if (database.Scalar("SELECT 1 FROM ending WHERE number = $1", number) is null)
            {
                into.End(new(number, (long)EntryState.Failed, 0, null, null, there.Contains(number) ? "[how this ended was lost]" : ""));
            }
        }
    }
}
