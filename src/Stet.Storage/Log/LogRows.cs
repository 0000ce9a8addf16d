using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Log;

/// <summary>The kinds of row in a record. Part of the stored format: members keep their numbers.</summary>
internal enum LogRow
{
    Entry = 1,
    Ending = 2,
    Binding = 3,
    Image = 4,
    Version = 5,
    Setting = 6,
    Limits = 7,
    Meaning = 8,
}

/// <summary>Does the rows of a record again.</summary>
internal static class LogRows
{
    public static void Replay(byte[] payload, Transaction into)
    {
        var from = new RowReader(payload);
        while (!from.AtEnd)
        {
            ReplayOne(ref from, into);
        }
    }

    private static void ReplayOne(ref RowReader from, Transaction into)
    {
        var kind = (LogRow)from.Int();
        switch (kind)
        {
            case LogRow.Entry:
                into.Enter(EntryRow.Read(ref from));
                break;
            case LogRow.Ending:
                into.End(EndingRow.Read(ref from));
                break;
            case LogRow.Binding:
                into.Bind(BindingRow.Read(ref from));
                break;
            case LogRow.Image:
                into.Add(ImageRow.Read(ref from));
                break;
            case LogRow.Version:
                into.Change(from.Int(), from.Text()!);
                break;
            case LogRow.Setting:
                into.Set(SettingRow.Read(ref from));
                break;
            case LogRow.Limits:
                into.Limit(from.Int(), from.Int());
                break;
            case LogRow.Meaning:
                into.Mean(MeaningRow.Read(ref from));
                break;
            default:
                throw new InvalidDataException($"A record of the commit log has a row of the unknown kind {(long)kind}.");
        }
    }
}
