using System.Globalization;
using Stet.Storage.Log;
using Stet.Storage.Opening;
using Stet.Storage.Packs;
using Stet.Storage.Platform;
using Stet.Storage.Sql;

namespace Stet.Storage.Recovery;

/// <summary>
/// Makes the database again: from the commit log, the headers of the packs and, where the log is damaged too, whole rows of the damaged
/// database. The damaged files are kept beside it. A crash at any point leaves either the old files, or no database and a whole log:
/// the next open begins again.
/// </summary>
internal static class Rebuild
{
    /// <param name="inherit">Told of the new file and the store's id before it takes the old one's place: it is to be trusted as the old one was.</param>
    public static void Run(StoreFiles files, TimeProvider clock, string why, List<Note> notes, Action<string, string> inherit)
    {
        Discard(files.Rebuilt);
        PrivateFiles.Stream(files.Rebuilt, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
        var header = LogHeader.ReadFrom(files.Log);
        var id = header?.Store ?? OldId(files) ?? Guid.NewGuid();
        var findings = new List<string>();
        using (var database = Database.OpenScratch(files.Rebuilt))
        {
            NewDatabase.Make(database, clock.GetUtcNow(), id);
            database.Transact(() => Fill(database, files, header, findings));
            database.UseWriteAheadLog();
        }

        Durability.SyncFile(files.Rebuilt);
        inherit(files.Rebuilt, id.ToString("N"));
        var aside = SetAside(files, clock.GetUtcNow());
        Durability.SyncFolder(files.Folder);
        File.Move(files.Rebuilt, files.Database);
        Durability.SyncFolder(files.Folder);
        notes.Add(Say(why, aside, findings));
    }

    private static void Fill(Database database, StoreFiles files, LogHeader? header, List<string> findings)
    {
        var into = new Transaction(database, StateRow.Load(database), null);
        var sequence = header is null ? 0 : Replay(files, into, findings);
        if (header is null)
        {
            findings.Add("commits.log is missing or its header is damaged");
        }

        if (findings.Count > 0)
        {
            sequence = Math.Max(sequence, SalvageRows(files, database, into));
            LostEntries.Mark(database, into);
        }

        into.Index(NewIndex.Of(database, files.Chunks));

        // An unknown log makes the next open read the log from its start, once.
        (into.State with { Sequence = sequence, Log = "", Synced = 0 }).Save(database);
    }

    private static long Replay(StoreFiles files, Transaction into, List<string> findings)
    {
        using var file = File.OpenHandle(files.Log, share: FileShare.ReadWrite | FileShare.Delete);
        var scan = new LogScan(file);
        var sequence = 0L;
        foreach (var record in scan.Read(LogHeader.Bytes))
        {
            LogRows.Replay(record.Payload, into);
            sequence = record.Sequence;
        }

        findings.AddRange(scan.Gaps.Select(at => string.Create(CultureInfo.InvariantCulture, $"commits.log is damaged at byte {at}")));
        if (scan.Tail)
        {
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"commits.log is damaged or torn after byte {scan.End}"));
        }

        return sequence;
    }

    /// <summary>Reads a copy, since opening a database may change it. Returns its sequence, as far as it can be known.</summary>
    private static long SalvageRows(StoreFiles files, Database database, Transaction into)
    {
        var copy = Path.Combine(files.Folder, "store.db.salvage");
        Discard(copy);
        try
        {
            if (!File.Exists(files.Database))
            {
                return 0;
            }

            File.Copy(files.Database, copy);
            if (File.Exists(files.Database + "-wal"))
            {
                File.Copy(files.Database + "-wal", copy + "-wal");
            }

            using var damaged = Database.Open(copy);
            Salvage.Run(damaged, database, into);
            return StateRow.Load(damaged).Sequence;
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            // Not even its first page or state row can be read: what the log holds is all there is, and the findings say so.
            return 0;
        }
        finally
        {
            Discard(copy);
        }
    }

    private static Guid? OldId(StoreFiles files)
    {
        try
        {
            using var old = Database.Open(files.Database);
            return NewDatabase.IdOf(old) is { } id ? Guid.Parse(id) : null;
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            return null;
        }
    }

    private static string SetAside(StoreFiles files, DateTimeOffset now)
    {
        var name = files.Database + ".damaged-" + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff", CultureInfo.InvariantCulture);
        foreach (var file in StoreFiles.Companions(files.Database).Prepend(files.Database).Where(File.Exists))
        {
            File.Move(file, name + file[files.Database.Length..], overwrite: true);
        }

        return name;
    }

    private static void Discard(string database)
    {
        foreach (var file in StoreFiles.Companions(database).Prepend(database))
        {
            File.Delete(file);
        }
    }

    private static Note Say(string why, string aside, List<string> findings)
    {
        var second = findings.Count == 0
            ? "Nothing is missing."
            : "Its second copy is damaged too (" + string.Join("; ", findings.Take(5))
                + "): what was committed there may be missing or show an earlier value. Look at `history` and `log`.";
        return new(
            NoteKind.Damaged,
            $"store.db was damaged ({why}). It was made again from commits.log; the damaged file is kept as {Path.GetFileName(aside)}. {second}",
            ["store.db", .. findings.Select(finding => finding.Split(' ')[0]).Distinct()]);
    }
}
