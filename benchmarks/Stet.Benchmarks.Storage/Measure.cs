using System.Diagnostics;
using System.Globalization;
using Stet.Model;
using Stet.Storage;

namespace Stet.Benchmarks.Storage;

/// <summary>Times in milliseconds, and stores to take them on.</summary>
internal static class Measure
{
    public static double Milliseconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public static double Percentile(IEnumerable<double> times, double part)
    {
        var sorted = times.Order().ToArray();
        return sorted[(int)((sorted.Length - 1) * part)];
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    public static WorkspaceStore Open(string place) =>
        WorkspaceStore.Open(Path.Combine(place, "w", ".stet"), new StoreOptions { StateFolder = Path.Combine(place, "state") });

    /// <summary>One submission that sets one small variable, as the engine does it: begun, then committed.</summary>
    public static void Submit(WorkspaceStore store, int i)
    {
        var number = store.Begin(new("bench"), $"x = {i}", "/home/user", DateTimeOffset.UnixEpoch);
        var image = BitConverter.GetBytes(i).Concat(new byte[60]).ToArray();
        var hash = Hashing.Of(image);
        store.Commit(new(
            number, EntryState.Succeeded, 1, "int", "1", "", [new(BindingKind.Variable, "x" + (i % 100), "int", hash)], [new(hash, image, [])]));
    }

    /// <summary>Fills a store with a value of that many megabytes of random doubles; returns its chunks' count.</summary>
    public static int Fill(WorkspaceStore store, string name, ReadOnlySpan<byte> bytes)
    {
        var chunks = new List<ContentHash>();
        for (var at = 0; at < bytes.Length; at += ChunkSize.Bytes)
        {
            chunks.Add(store.Put(bytes.Slice(at, Math.Min(ChunkSize.Bytes, bytes.Length - at))));
        }

        var number = store.Begin(new("bench"), $"{name} = read()", "/home/user", DateTimeOffset.UnixEpoch);
        var image = System.Text.Encoding.UTF8.GetBytes($"{name} {chunks[0]} {chunks[^1]}");
        store.Commit(new(
            number, EntryState.Succeeded, 1, "double[]", null, "", [new(BindingKind.Variable, name, "double[]", Hashing.Of(image))],
            [new(Hashing.Of(image), image, chunks)]));
        return chunks.Count;
    }
}
