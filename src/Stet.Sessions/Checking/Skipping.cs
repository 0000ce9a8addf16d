namespace Stet.Sessions.Checking;

/// <summary>What reads a formula that is not to be computed is not computed either: it would compute that one.</summary>
internal static class Skipping
{
    /// <summary>
    /// Which formulas a value was computed from is known exactly, so that these alone count; a formula without a value may read any that its code names. What could destroy something counts wherever it
    /// is named.
    /// </summary>
    public static IReadOnlyList<ExpectedFormula> Spread(IReadOnlyList<ExpectedFormula> formulas)
    {
        var known = formulas.ToDictionary(f => f.Name);
        Spread(known, f => f.IsDestructive, f => f.Named);
        Spread(known, f => f.WhyNot is not null, f => f.Version is null ? f.Named : f.Reads);
        return [.. formulas.Select(f => known[f.Name])];
    }

    private static void Spread(Dictionary<string, ExpectedFormula> known, Func<ExpectedFormula, bool> isSource, Func<ExpectedFormula, IReadOnlyList<string>> reads)
    {
        var readers = known.Values.SelectMany(f => reads(f).Select(read => (Read: read, Reader: f.Name))).ToLookup(e => e.Read, e => e.Reader);
        var waiting = new Queue<string>(known.Values.Where(isSource).Select(f => f.Name));
        while (waiting.TryDequeue(out var name))
        {
            foreach (var reader in readers[name].Where(r => known.TryGetValue(r, out var formula) && formula.WhyNot is null))
            {
                known[reader] = known[reader] with { WhyNot = Reading(name, known[name]), IsDestructive = known[name].IsDestructive };
                waiting.Enqueue(reader);
            }
        }
    }

    /// <summary>Over several formulas the last one counts: it is where the reason is.</summary>
    private static string Reading(string name, ExpectedFormula read) =>
        read.WhyNot!.StartsWith("reads ", StringComparison.Ordinal) ? read.WhyNot : $"reads {name}, which {read.WhyNot}";
}
