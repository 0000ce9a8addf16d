using System.Runtime.CompilerServices;
using Stet.Effects;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Recipes;

/// <summary>
/// Which statements can have changed a variable whose value nothing can change in place: those that assign it, themselves or by code that they reach. Code that only reads a text or a number has not made it.
/// </summary>
internal sealed class Assignments(IReadOnlyList<TracedStatement> statements, Func<string, ValueBefore?> before)
{
    private static readonly HashSet<string> PlainTypes = [.. ScalarTypes.Names, "string?", "global::System.DateTime", "global::System.DateOnly", "global::System.TimeSpan"];

    private static readonly ConditionalWeakTable<CompiledUnit, IReadOnlySet<string>> Assigned = [];

    private readonly Dictionary<string, bool> decided = [];
    private Dictionary<string, int>? counts;

    /// <summary>Whether a variable has changed only where it was assigned: all values that it had while the statements ran have to be of that kind. Where it was assigned more than once, its type has to show it.</summary>
    /// <param name="type">That it has now.</param>
    /// <param name="isImmutable">The value that it has now cannot change.</param>
    public bool Explain(string variable, string type, bool isImmutable)
    {
        if (!decided.TryGetValue(variable, out var known))
        {
            var was = before(variable);
            decided[variable] = known = isImmutable && was is not { IsImmutable: false } and not { IsStatic: true } && ((was?.Type == type && PlainTypes.Contains(type)) || (counts ??= Counted()).GetValueOrDefault(variable) <= 1);
        }

        return known;
    }

    public static bool IsIn(TracedStatement statement, string variable) =>
        statement.Writes.Contains(variable) || statement.Reach.Units.Any(u => u.Variables.Contains(variable) && AssignedIn(u).Contains(variable));

    /// <summary>How many statements may assign each variable.</summary>
    private Dictionary<string, int> Counted()
    {
        var found = new Dictionary<string, int>();
        foreach (var name in statements.SelectMany(s => s.Writes.Union(s.Reach.Units.Where(u => !u.Variables.IsEmpty).SelectMany(AssignedIn))))
        {
            found[name] = found.GetValueOrDefault(name) + 1;
        }

        return found;
    }

    private static IReadOnlySet<string> AssignedIn(CompiledUnit unit) => Assigned.GetValue(unit, u => CSharpEffects.AssignedIn(CodeForesight.SummaryOf(u)));
}
