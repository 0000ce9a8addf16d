namespace Stet.Sessions.Recipes;

/// <summary>
/// The statements of a run that a variable's value is due to: those that may have changed it, and those that made what these read where the run itself
/// made it and changed it again. Found backwards, from what statements may read, assign or change in place; a superset.
/// </summary>
internal sealed class Slice
{
    private readonly IReadOnlyList<TracedStatement> statements;
    private readonly Func<TracedStatement, IReadOnlySet<string>> changesOf;
    private readonly Func<string, IEnumerable<string>> sharersOf;
    private readonly HashSet<string> needed;

    /// <param name="changesOf">Variables that a statement assigned or may have changed in place.</param>
    /// <param name="sharersOf">Variables that share objects with one, itself included.</param>
    /// <param name="reachOf">What a statement's part in the value is due to.</param>
    public Slice(
        string variable, IReadOnlyList<TracedStatement> statements, Func<TracedStatement, IReadOnlySet<string>> changesOf,
        Func<string, IEnumerable<string>> sharersOf, Func<TracedStatement, CodeReach> reachOf)
    {
        this.statements = statements;
        this.changesOf = changesOf;
        this.sharersOf = sharersOf;
        needed = [variable];
        for (var i = statements.Count - 1; i >= 0; i--)
        {
            Look(i, reachOf);
        }
    }

    /// <summary>In order.</summary>
    public List<TracedStatement> Statements { get; } = [];

    /// <summary>Variables whose content from before the run it is due to.</summary>
    public IReadOnlySet<string> Continues => needed;

    /// <summary>Variables that are read and that no statement of the slice makes; true where their content from before the run was read.</summary>
    public Dictionary<string, (bool Before, long In)> Inputs { get; } = [];

    private void Look(int i, Func<TracedStatement, CodeReach> reachOf)
    {
        var statement = statements[i];
        var changes = changesOf(statement);
        var hit = needed.Where(changes.Contains).ToList();
        if (hit.Count == 0)
        {
            return;
        }

        Statements.Insert(0, statement);
        needed.ExceptWith(hit.Where(statement.Assigns.Contains));
        needed.UnionWith(hit.Where(name => !statement.Assigns.Contains(name)).SelectMany(sharersOf).Where(changes.Contains));
        foreach (var read in reachOf(statement).Variables)
        {
            Read(read, i);
        }
    }

    private void Read(string name, int i)
    {
        var changedLater = Enumerable.Range(i, statements.Count - i).Any(j => changesOf(statements[j]).Contains(name));
        var changedBefore = Enumerable.Range(0, i).Any(j => changesOf(statements[j]).Contains(name));
        if (!changedLater)
        {
            Inputs.TryAdd(name, (false, statements[i].In));
        }
        else if (changedBefore || changesOf(statements[i]).Contains(name))
        {
            needed.Add(name);
        }
        else
        {
            Inputs.TryAdd(name, (true, statements[i].In));
        }
    }
}
