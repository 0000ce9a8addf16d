namespace Stet.Sessions.Recipes;

/// <summary>
/// The statements of a run that a variable's value is due to: those that may have changed it, and those that made what these read where the run itself
/// made it and changed it again. Found backwards, from what statements may read, assign or change in place; a superset. Costs what it finds.
/// </summary>
internal sealed class Slice
{
    private readonly IReadOnlyList<TracedStatement> statements;
    private readonly StatementChanges changes;
    private readonly HashSet<string> needed = [];

    /// <summary>Statements to be looked at, the last one first.</summary>
    private readonly PriorityQueue<int, int> waiting = new();

    private readonly HashSet<int> seen = [];

    /// <param name="sharersOf">Variables that share objects with one, itself included.</param>
    /// <param name="reachOf">What a statement's part in the value is due to.</param>
    public Slice(
        string variable, IReadOnlyList<TracedStatement> statements, StatementChanges changes,
        Func<string, IEnumerable<string>> sharersOf, Func<TracedStatement, CodeReach> reachOf)
    {
        this.statements = statements;
        this.changes = changes;
        Need(variable, statements.Count);
        while (waiting.TryDequeue(out var i, out _))
        {
            Look(i, sharersOf, reachOf);
        }

        Statements.Reverse();
    }

    /// <summary>In order.</summary>
    public List<TracedStatement> Statements { get; } = [];

    /// <summary>Variables whose content from before the run it is due to.</summary>
    public IReadOnlySet<string> Continues => needed;

    /// <summary>Variables that are read and that no statement of the slice makes; true where their content from before the run was read.</summary>
    public Dictionary<string, (bool Before, long In)> Inputs { get; } = [];

    private void Look(int i, Func<string, IEnumerable<string>> sharersOf, Func<TracedStatement, CodeReach> reachOf)
    {
        var statement = statements[i];
        var hit = changes.Of(i).Where(needed.Contains).ToList();
        if (hit.Count == 0)
        {
            return;
        }

        Statements.Add(statement);
        needed.ExceptWith(hit.Where(statement.Assigns.Contains));
        foreach (var name in hit.Where(name => !statement.Assigns.Contains(name)).SelectMany(sharersOf).Where(changes.Of(i).Contains).ToList())
        {
            Need(name, i);
        }

        foreach (var read in reachOf(statement).Variables)
        {
            Read(read, i);
        }
    }

    private void Read(string name, int i)
    {
        var isChangedHere = changes.Of(i).Contains(name);
        if (!isChangedHere && changes.Last(name) < i)
        {
            Inputs.TryAdd(name, (false, statements[i].In));
        }
        else if (isChangedHere || changes.First(name) < i)
        {
            Need(name, i);
        }
        else
        {
            Inputs.TryAdd(name, (true, statements[i].In));
        }
    }

    /// <summary>The last statement before the given one that changed it is to be looked at.</summary>
    private void Need(string name, int before)
    {
        needed.Add(name);
        if (changes.LastBefore(name, before) is >= 0 and var i && seen.Add(i))
        {
            waiting.Enqueue(i, -i);
        }
    }
}
