using Stet.Model;
using static Stet.Benchmarks.Storage.Measure;

namespace Stet.Benchmarks.Storage;

/// <summary>Searching a long history: a frequent text, a rare one, one that is not there.</summary>
internal static class HistorySearch
{
    public static void Run(string place, int count)
    {
        using var store = Open(place);
        for (var i = 0; i < count; i++)
        {
            store.Begin(new("s" + (i % 7)), $"result{i} = table.Where(row => row.Value > {i}).Sum()", "/home/user", DateTimeOffset.UnixEpoch);
        }

        foreach (var text in new[] { "where", "result4711 ", "not there" })
        {
            var query = new HistoryQuery(text, Limit: 100);
            store.History(query, null);
            var times = Enumerable.Range(0, 5).Select(_ => Milliseconds(() => store.History(query, null))).ToList();
            Say($"'{text}' in {count} entries: {store.History(query, null).Count} found in {Median(times):f1} ms");
        }

        var own = new HistoryQuery(Limit: 100, OwnSessionFirst: true);
        Say($"newest of the own session first: {Median(Enumerable.Range(0, 5).Select(_ => Milliseconds(() => store.History(own, new("s3"))))):f1} ms");
    }
}
