namespace Stet.Dataflow;

/// <summary>What a formula was computed from when it was evaluated last, at any remove; and whether that still holds, without anything being run.</summary>
public static class Ancestry
{
    /// <summary>Each input once.</summary>
    public static IReadOnlyCollection<Input> InputsOf(Formula formula)
    {
        var inputs = new HashSet<Input>();
        foreach (var one in FormulasOf(formula))
        {
            inputs.UnionWith(one.Inputs.Select(i => (Input)i.Node));
        }

        return inputs;
    }

    /// <summary>The formula itself and those it read, each after all that it read.</summary>
    public static IReadOnlyList<Formula> FormulasOf(Formula formula)
    {
        var order = new List<Formula>();
        var seen = new HashSet<Formula>();
        var path = new Stack<(Formula Formula, int Next)>([(formula, 0)]);
        seen.Add(formula);
        while (path.TryPop(out var top))
        {
            if (top.Next == top.Formula.Reads.Length)
            {
                order.Add(top.Formula);
                continue;
            }

            path.Push((top.Formula, top.Next + 1));
            var read = (Formula)top.Formula.Reads[top.Next].Node;
            if (seen.Add(read))
            {
                path.Push((read, 0));
            }
        }

        return order;
    }

    /// <summary>Whether the next read would run nothing.</summary>
    public static bool Holds(FormulaGraph graph, Formula formula)
    {
        var stale = new HashSet<Formula>();
        foreach (var one in FormulasOf(formula))
        {
            var facts = graph.FactsOf(one);
            if (!one.HasResult || one.HoldsForOneLook || facts.Volatile is not null || one.Code != facts.Code || one.Inputs.Any(i => !i.Holds)
                || one.Reads.Any(r => !r.Holds || stale.Contains((Formula)r.Node)))
            {
                stale.Add(one);
            }
        }

        return !stale.Contains(formula);
    }
}
