namespace Stet.Sessions.Recipes;

/// <summary>Which variables each statement of a run assigned or may have changed in place, and the other way round.</summary>
internal sealed class StatementChanges
{
    private readonly IReadOnlyList<IReadOnlySet<string>> byStatement;
    private readonly Dictionary<string, List<int>> byName = [];

    public StatementChanges(IReadOnlyList<IReadOnlySet<string>> byStatement)
    {
        this.byStatement = byStatement;
        for (var i = 0; i < byStatement.Count; i++)
        {
            foreach (var name in byStatement[i])
            {
                (byName.TryGetValue(name, out var known) ? known : byName[name] = []).Add(i);
            }
        }
    }

    public IReadOnlySet<string> Of(int statement) => byStatement[statement];

    /// <summary>The first statement that changed it; the greatest number where none did.</summary>
    public int First(string name) => byName.TryGetValue(name, out var at) ? at[0] : int.MaxValue;

    /// <summary>The last statement that changed it; -1 where none did.</summary>
    public int Last(string name) => byName.TryGetValue(name, out var at) ? at[^1] : -1;

    /// <summary>The last one that changed it before a statement; -1 where none did.</summary>
    public int LastBefore(string name, int statement)
    {
        if (!byName.TryGetValue(name, out var at))
        {
            return -1;
        }

        var place = at.BinarySearch(statement);
        place = place < 0 ? ~place : place;
        return place == 0 ? -1 : at[place - 1];
    }
}
