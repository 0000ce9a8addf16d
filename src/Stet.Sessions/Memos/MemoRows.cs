using Stet.Storage.Memos;
using Stet.Toolbox;

namespace Stet.Sessions.Memos;

/// <summary>What <c>memo</c> says.</summary>
internal static class MemoRows
{
    private const double Mega = 1 << 20;

    public static IReadOnlyList<MemoRow> All(Engine engine, double? megabytes, long? results)
    {
        var kept = engine.Memos.Results;
        if ((megabytes, results) is not (null, null))
        {
            var limits = kept.Limits;
            kept.Limits = new(megabytes is { } m ? (long)(Above(m, nameof(megabytes)) * Mega) : limits.Bytes, results is { } r ? (long)Above(r, nameof(results)) : limits.Results);
        }

        return [.. engine.Memos.All().Select(m => Row(engine, m.Memo.Function, m.Standing)).OrderBy(r => r.Function, StringComparer.Ordinal)];
    }

    private static MemoRow Row(Engine engine, string function, Runtime.Memos.MemoStanding standing)
    {
        var counts = engine.Memos.Table.CountsOf(function);
        var (results, bytes) = standing.Version is { } version ? engine.Memos.Results.SizeOf(version) : (0, 0);
        var (dropped, why) = engine.Memos.Results.DropsOf(function);
        var said = standing.WhyNot.Length > 0 ? $"not kept: {standing.WhyNot}" : why.Length > 0 ? why : counts.Unkept;
        return new(function, results, bytes, counts.Hits, counts.Misses, dropped, said);
    }

    private static double Above(double value, string name) =>
        value is > 0 and < 1e12 ? value : throw new ArgumentOutOfRangeException(name, value, "A limit is above 0.");
}
