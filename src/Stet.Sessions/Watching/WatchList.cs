using Stet.Model;

namespace Stet.Sessions.Watching;

/// <summary>The names that one session watches, each with the version of the value that was shown last.</summary>
internal sealed class WatchList
{
    private readonly SortedDictionary<string, Watched> names = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (gate)
            {
                return [.. names.Keys];
            }
        }
    }

    public void Add(string name)
    {
        lock (gate)
        {
            names[name] = Watched.Nothing;
        }
    }

    public bool Remove(string name)
    {
        lock (gate)
        {
            return names.Remove(name);
        }
    }

    public Watched LastOf(string name)
    {
        lock (gate)
        {
            return names.GetValueOrDefault(name, Watched.Nothing);
        }
    }

    /// <summary>Takes what is there now.</summary>
    /// <returns>What to say; null where that was said last.</returns>
    public Note? Take(string name, Watched now)
    {
        lock (gate)
        {
            if (!names.TryGetValue(name, out var last) || last == now)
            {
                return null;
            }

            names[name] = now;
            return last.Text == now.Text && last.Version is null && now.Version is null ? null : new(NoteKind.Watch, now.Text, [name]);
        }
    }
}

/// <param name="Version">Of the value; null where there is none.</param>
/// <param name="Text">What is shown of it: <c>total = 45</c>.</param>
internal sealed record Watched(ContentHash? Version, string Text)
{
    public static Watched Nothing { get; } = new(null, "");
}
