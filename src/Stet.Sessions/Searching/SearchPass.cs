using Stet.Model;
using Stet.Storage;

namespace Stet.Sessions.Searching;

/// <summary>One search: looks at entries, newest first, and keeps the best.</summary>
internal sealed class SearchPass(byte[][] terms, int directory, int session, int hour, int limit, int mostWhole, int mostScattered)
{
    private const int HereBonus = 30;
    private const int OwnBonus = 10;

    /// <summary>What failed is below all that did not, however well it matches.</summary>
    private const int FailedLoss = 1_000;
    private const int UnfinishedLoss = 100;

    private readonly PriorityQueue<(int Number, ContentHash Text), long> best = new();
    private readonly Signature wanted = terms.Aggregate(default(Signature), (all, term) => all.And(Signature.Of(term)));
    private int whole;
    private int scattered;

    /// <summary>More matches are not ranked.</summary>
    private bool IsFull => whole >= mostWhole;

    /// <summary>A list with the newest entry last.</summary>
    public void LookAtNewer(EntryList list)
    {
        for (var i = list.Count - 1; i >= 0 && !IsFull; i--)
        {
            Look(list, i);
        }
    }

    /// <summary>A part of a list with the newest entry first.</summary>
    public void LookAtAll(EntryList list, int from, int to)
    {
        for (var i = list.Next(from, to, wanted, pairs: false); i < to && !IsFull; i = list.Next(i + 1, to, wanted, pairs: HasScattered))
        {
            Look(list, i);
        }
    }

    private void Look(EntryList list, int index)
    {
        var mayHave = list.MayHave(index, wanted);
        if (!mayHave && HasScattered)
        {
            return;
        }

        var text = list.Text(index);
        if (Quality(text, mayHave) is not 0 and var quality)
        {
            ref readonly var mark = ref list[index];
            Offer(quality + Rank(mark), mark.Number, text);
        }
    }

    /// <summary>The best of all passes, each text once.</summary>
    public static IReadOnlyList<int> Best(IEnumerable<SearchPass> passes, int limit) =>
        [.. passes.SelectMany(p => p.best.UnorderedItems).OrderByDescending(hit => hit.Priority).DistinctBy(hit => hit.Element.Text).Take(limit).Select(hit => hit.Element.Number)];

    /// <summary>No more matches of scattered letters are ranked.</summary>
    private bool HasScattered => scattered >= mostScattered;

    private int Quality(ReadOnlySpan<byte> text, bool mayHave)
    {
        var (sum, isWhole) = (1, true);
        foreach (var term in terms)
        {
            var quality = mayHave || terms.Length > 1 ? Match.OfWhole(text, term) : 0;
            if (quality == 0)
            {
                isWhole = false;
                quality = HasScattered ? 0 : Match.OfScattered(text, term);
            }

            if (quality == 0)
            {
                return 0;
            }

            sum += quality;
        }

        _ = isWhole ? whole++ : scattered++;
        return sum;
    }

    private int Rank(in EntryMark mark)
    {
        var age = Math.Max(0, hour - mark.Hour);
        return (mark.Directory == directory ? HereBonus : 0) + (mark.Session == session ? OwnBonus : 0) - (2 * System.Numerics.BitOperations.Log2((uint)age + 1))
            - (mark.State switch { EntryState.Succeeded => 0, EntryState.Failed => FailedLoss, _ => UnfinishedLoss });
    }

    /// <summary>Some more than are asked for, since equal texts are given once. Of equal ranks the newer one is better.</summary>
    private void Offer(int score, int number, ReadOnlySpan<byte> text)
    {
        var priority = ((long)score << 32) + number;
        if (best.Count < 3 * limit)
        {
            best.Enqueue((number, Hashing.Of(text)), priority);
        }
        else if (best.TryPeek(out _, out var least) && priority > least)
        {
            best.DequeueEnqueue((number, Hashing.Of(text)), priority);
        }
    }
}
