using Stet.Model;
using Stet.Storage;

namespace Stet.Sessions.Searching;

/// <summary>
/// All of history in memory, to be searched between two keystrokes. Entries come from both ends: older ones while they are read from the store, new ones as they are
/// submitted. Promises (<c>HistoryIndexTests</c>): the newest run of each text in each directory is in it; a hit has all words of the query; of equal texts one is given.
/// </summary>
internal sealed class HistoryIndex
{
    /// <summary>Of more texts in which the words stand as they are, the newest ones are ranked.</summary>
    private const int MostWhole = 20_000;

    /// <summary>Of more texts in which only their letters do, the newest ones are ranked.</summary>
    private const int MostScattered = 1_000;

    /// <summary>So many entries are searched on two processors.</summary>
    private const int WorthTwo = 50_000;

    private readonly Lock gate = new();
    private readonly EntryList newer = new();
    private readonly EntryList older = new();
    private readonly Dictionary<string, int> names = [];
    private HashSet<(ContentHash, int)>? seen = [];

    /// <summary>Everything there is has been read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>An entry that was submitted after all that are known.</summary>
    public void AddNewer(HistoryLine line) => Add(newer, line);

    /// <summary>An entry before all that are known. Only the newest of a text in a directory counts.</summary>
    public void AddOlder(HistoryLine line)
    {
        lock (gate)
        {
            var folded = Match.Fold(line.Code);
            if (seen?.Add((Hashing.Of(folded), NameOf(line.Directory))) == true)
            {
                older.Add(folded, MarkOf(line));
            }
        }
    }

    public void Complete()
    {
        lock (gate)
        {
            seen = null;
            IsComplete = true;
        }
    }

    /// <summary>Numbers of the entries that match, best first.</summary>
    public IReadOnlyList<int> Search(string query, string directory, string session, DateTimeOffset now, int limit)
    {
        lock (gate)
        {
            SearchPass Pass() => new(Match.Terms(query), NameOf(directory), NameOf(session), HourOf(now), limit, MostWhole, MostScattered);
            SearchPass[] passes = older.Count < WorthTwo ? [Pass()] : [Pass(), Pass()];
            passes[0].LookAtNewer(newer);
            Parallel.For(0, passes.Length, part => passes[part].LookAtAll(older, older.Count / passes.Length * part, part == passes.Length - 1 ? older.Count : older.Count / passes.Length));
            return SearchPass.Best(passes, limit);
        }
    }

    private void Add(EntryList to, HistoryLine line)
    {
        lock (gate)
        {
            to.Add(Match.Fold(line.Code), MarkOf(line));
        }
    }

    private EntryMark MarkOf(HistoryLine line) => new((int)line.Number, NameOf(line.Directory), NameOf(line.Session), HourOf(line.Time), line.State);

    private static int HourOf(DateTimeOffset time) => (int)(time.UtcTicks / TimeSpan.TicksPerHour - new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerHour);

    private int NameOf(string name)
    {
        if (!names.TryGetValue(name, out var number))
        {
            names[name] = number = names.Count;
        }

        return number;
    }
}
