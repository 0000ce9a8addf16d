using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Submitting;

/// <summary>
/// Which variables a submission may have changed, decided from its code and from which variables share objects. A superset, never a subset:
/// what it names, what the functions it reaches name, the static places of the types they reach, what the code inside the values it names may name, and what shares objects with those.
/// </summary>
internal static class Touched
{
    /// <summary>Variables whose objects the run may change, before it runs.</summary>
    public static IReadOnlyList<Variable> ByRunning(SubmissionResult submission, World world, VariableTable variables) =>
        submission.OnlyReads ? [] : WithSharers(Named(submission, world, variables, GivesValuesOnly).All, variables);

    /// <summary>Variables that must be captured after the run.</summary>
    public static IReadOnlyList<Variable> ToKeep(SubmissionResult submission, IReadOnlyCollection<string> assigned, World world, VariableTable variables)
    {
        var names = new HashSet<string>(assigned);
        var elsewhere = variables.Restless.Where(v => v.Escaped || v.Trouble.Length > 0 || v.IsFresh).Select(v => v.Name).ToHashSet();
        names.UnionWith(elsewhere);
        var mayShare = assigned.Any(name => MayShare(name, submission));
        if (!submission.OnlyReads || mayShare)
        {
            var (named, byOthers) = Named(submission, world, variables, GivesValuesOnly);
            names.UnionWith(named);
            elsewhere.UnionWith(submission.OnlyReads ? [] : byOthers);
        }

        var sharers = WithSharers(names, variables);
        return [.. sharers.Where(v => v.Slot is not null && (assigned.Contains(v.Name) || elsewhere.Contains(v.Name) || !IsAsKept(v, mayShare)))];
    }

    /// <summary>Variables that the submission can have reached.</summary>
    public static IReadOnlyList<Variable> Reached(SubmissionResult submission, World world, VariableTable variables) =>
        WithSharers(Named(submission, world, variables, _ => false).All, variables);

    /// <summary>Formulas that provably change nothing, and whose values are no objects: who reads them can change none of the variables that they name.</summary>
    private static bool GivesValuesOnly(CompiledUnit unit) => unit.OnlyReads && !unit.Formulas.IsEmpty && unit.Formulas.All(f => ScalarTypes.Names.Contains(f.Type));

    /// <summary>Nothing in the value can change (that the variable is assigned is another matter), and nothing that was assigned can share an object with it.</summary>
    private static bool IsAsKept(Variable variable, bool mayShare) =>
        variable.Stored is { Immutable: true } stored && variable.Trouble.Length == 0 && !(mayShare && stored.Shareable);

    private static bool MayShare(string assigned, SubmissionResult submission) =>
        submission.Declares.FirstOrDefault(d => d.Name == assigned) is not { HoldsReferences: false };

    /// <summary>All variables that it names, and those among them that other code names which may assign them.</summary>
    /// <param name="isApart">Units of which the variables do not count.</param>
    private static (HashSet<string> All, HashSet<string> ByOthers) Named(SubmissionResult submission, World world, VariableTable variables, Func<CompiledUnit, bool> isApart)
    {
        var names = new HashSet<string>([.. submission.Reads, .. submission.Writes]);
        var byOthers = new HashSet<string>();
        var units = new HashSet<string>();
        var statics = variables.Statics.Select(v => (v.Name, Unit: TypeHomes.UnitOf(world, v.Owner!) ?? "")).ToList();
        var waiting = new Queue<string>(submission.Unit!.References);
        for (var grows = true; grows;)
        {
            units.UnionWith(world.Reach(waiting));
            waiting.Clear();
            var counting = units.Select(u => world.Units[u]).Where(u => !isApart(u)).ToList();
            names.UnionWith(counting.SelectMany(u => u.Variables));
            byOthers.UnionWith(counting.Where(u => !u.OnlyReads).SelectMany(u => u.Variables));
            names.UnionWith(statics.Where(s => units.Contains(s.Unit)).Select(s => s.Name));
            var inside = names.Select(variables.Find).OfType<Variable>().SelectMany(v => v.Stored?.Units ?? []).Where(u => !units.Contains(u) && world.Units.ContainsKey(u));
            foreach (var unit in inside.Distinct().ToList())
            {
                waiting.Enqueue(unit);
            }

            grows = waiting.Count > 0;
        }

        return (names, byOthers);
    }

    private static IReadOnlyList<Variable> WithSharers(IEnumerable<string> names, VariableTable variables)
    {
        var found = new Dictionary<string, Variable>();
        foreach (var name in names)
        {
            foreach (var member in variables.Find(name)?.Component ?? [])
            {
                if (variables.Find(member) is { } variable)
                {
                    found[member] = variable;
                }
            }

            if (variables.Find(name) is { } own)
            {
                found[name] = own;
            }
        }

        return [.. found.Values.OrderBy(v => v.Name, StringComparer.Ordinal)];
    }
}
