using Stet.Storage.Log;
using Stet.Storage.Packs;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Recovery;

/// <summary>Reads every byte of the store and names what is damaged.</summary>
internal static class StoreScan
{
    public static List<string> Run(StoreFiles files, Ledger ledger, ChunkStore chunks)
    {
        var findings = ledger.Read((database, _) => DatabaseScan.Run(database).Concat(DatabaseScan.References(database)).ToList());
        findings.AddRange(LogFindings(files));
        foreach (var hash in ledger.Read((database, _) => ChunkTable.Hashes(database)))
        {
            if (Finding(hash, ledger, chunks) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    private static IEnumerable<string> LogFindings(StoreFiles files)
    {
        if (LogHeader.ReadFrom(files.Log) is null)
        {
            return ["commits.log: its header is damaged or the file is missing."];
        }

        using var file = File.OpenHandle(files.Log, share: FileShare.ReadWrite | FileShare.Delete);
        var scan = new LogScan(file);
        var last = scan.Read(LogHeader.Bytes).Count();
        var gaps = scan.Gaps.Select(at => $"commits.log: damaged at byte {at}.");
        return scan.Tail || last == 0 ? [.. gaps, $"commits.log: damaged or torn after byte {scan.End}."] : [.. gaps];
    }

    private static string? Finding(ContentHash hash, Ledger ledger, ChunkStore chunks)
    {
        try
        {
            var length = ledger.Read((database, _) => ChunkTable.Find(database, hash))?.Length ?? 0;
            chunks.Get(hash, new byte[Math.Clamp(length, 0, ChunkSize.Bytes)]);
            return null;
        }
        catch (DamagedStoreException damage)
        {
            return damage.Message;
        }
    }
}
