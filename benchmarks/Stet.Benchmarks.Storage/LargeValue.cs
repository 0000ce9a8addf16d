using System.Runtime.InteropServices;
using static Stet.Benchmarks.Storage.Measure;

namespace Stet.Benchmarks.Storage;

/// <summary>Keeping a large array of doubles, side by side with writing and syncing the same bytes with plain file writes; in turn, three times.</summary>
internal static class LargeValue
{
    private const int Rounds = 3;

    public static void Run(string place, int megabytes)
    {
        var doubles = new double[megabytes * (1_000_000 / 8)];
        var (ours, plain, again) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            MemoryMarshal.AsBytes(doubles.AsSpan()).Fill(0);
            new Random(round).NextBytes(MemoryMarshal.AsBytes(doubles.AsSpan()));
            var folder = Path.Combine(place, "round" + round);
            Directory.CreateDirectory(folder);
            plain.Add(Milliseconds(() => WritePlain(Path.Combine(folder, "plain"), MemoryMarshal.AsBytes(doubles.AsSpan()))));
            using (var store = Open(folder))
            {
                ours.Add(Milliseconds(() => Keep(store, doubles)));
                doubles[1234] = round;
                again.Add(Milliseconds(() => Keep(store, doubles)));
            }

            Directory.Delete(folder, recursive: true);
        }

        Say($"writing and syncing {megabytes} MB: {string.Join(", ", plain.Select(t => t.ToString("f0")))} ms");
        Say($"keeping them: {string.Join(", ", ours.Select(t => t.ToString("f0")))} ms, ratio of the medians {Median(ours) / Median(plain):f2}");
        Say($"keeping them again, one element changed: {Median(again):f0} ms");
    }

    private static void Keep(Stet.Storage.WorkspaceStore store, double[] doubles) => Fill(store, "a", MemoryMarshal.AsBytes(doubles.AsSpan()));

    private static void WritePlain(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        while (!bytes.IsEmpty)
        {
            var part = Math.Min(bytes.Length, 1 << 20);
            file.Write(bytes[..part]);
            bytes = bytes[part..];
        }

        file.Flush(flushToDisk: true);
    }
}
