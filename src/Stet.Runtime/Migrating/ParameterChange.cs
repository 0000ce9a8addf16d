using System.Reflection;
using Stet.Migration;
using Stet.Runtime.Capturing;

namespace Stet.Runtime.Migrating;

/// <summary>What the type parameters of a type of today stand for in values of the type that it was.</summary>
internal sealed class ParameterChange
{
    readonly Type[] _then, _now;
    readonly string?[] _conflicts;

    public ParameterChange(Type old, Type now)
    {
        (Old, Now, _then, _now) = (old, now, old.GetGenericArguments(), now.GetGenericArguments());
        (Arguments, Given, _conflicts) = (new Type?[_now.Length], new Type?[_now.Length], new string?[_now.Length]);
        var (before, today) = (_then.Select(t => t.Name).ToList(), _now.Select(t => t.Name).ToList());
        TakeGiven();
        IsSame = before.SequenceEqual(today) && !Given.Any(g => g is not null);
        IsSwap = !IsSame && before.Count == today.Count && before.ToHashSet().SetEquals(today);
        if (!IsSwap) TakeNamed();
    }

    public Type Old { get; }

    public Type Now { get; }

    /// <summary>The parameters are as they were.</summary>
    public bool IsSame { get; }

    /// <summary>The same parameters in another order: where the members say which is which, they decide.</summary>
    public bool IsSwap { get; }

    /// <summary>For each parameter of today a type of then, in the parameters of then; null where it is not known.</summary>
    public Type?[] Arguments { get; }

    /// <summary>What the type's own <c>Migrate</c> says instead, by what it returns: types of today.</summary>
    public Type?[] Given { get; }

    public bool IsOpen(int parameter) => Arguments[parameter] is null && Given[parameter] is null && _conflicts[parameter] is null;

    /// <summary>Takes what the members of the type say.</summary>
    /// <returns>Whether something is known that was not.</returns>
    public bool Take(int parameter, IReadOnlyList<(Type Type, string Member)> candidates)
    {
        if (!IsOpen(parameter)) return false;
        var fitting = IsSwap ? [.. candidates.Where(c => c.Type.IsGenericParameter)] : candidates;
        if (fitting.Count == 0) return false;
        Arguments[parameter] = CommonType.Of([.. fitting.Select(c => c.Type).Distinct()]);
        if (Arguments[parameter] is null) _conflicts[parameter] = string.Join(" and ", fitting.DistinctBy(c => c.Type).Select(c => $"{TypeNames.Of(c.Type)} of {c.Member}"));
        return true;
    }

    /// <summary>What no member says: by name where the order has changed, as in the enclosing type, and by place where a parameter has another name.</summary>
    /// <returns>Whether something is known that was not.</returns>
    public bool TakeRest(ParameterChange? enclosing)
    {
        int before = Arguments.Count(a => a is not null);
        if (IsSwap) TakeNamed();
        for (int i = 0; i < _now.Length; i++)
        {
            if (!IsOpen(i)) continue;
            if (enclosing is not null && i < enclosing.Arguments.Length) (Arguments[i], Given[i]) = (enclosing.Arguments[i], enclosing.Given[i]);
            else if (i < _then.Length && _now.Length >= _then.Length && _now.All(n => n.Name != _then[i].Name)) Arguments[i] = _then[i];
        }
        return Arguments.Count(a => a is not null) > before;
    }

    /// <summary>Why it is not known what a parameter stands for, and what to do.</summary>
    public string WhyOpen(int parameter)
    {
        string name = _now[parameter].Name;
        string reason = _conflicts[parameter] is { } types ? $"would be {types}" : $"shows in no member that {TypeNames.Of(Old)} had";
        return $"its type is {TypeNames.Of(Now)} now, whose {name} {reason}; {MigrationRules.Signature(Now, Example(parameter))} can say what it is";
    }

    string Example(int parameter) => $"{Now.Name.Split('`')[0]}<{string.Join(", ", _now.Select((p, i) => i == parameter ? "int" : p.Name))}>";

    void TakeNamed()
    {
        for (int i = 0; i < _now.Length; i++)
            if (IsOpen(i)) Arguments[i] = _then.FirstOrDefault(t => t.Name == _now[i].Name);
    }

    void TakeGiven()
    {
        if (!Now.IsGenericTypeDefinition || MigrationRules.MethodOf(Now) is not { ReturnType: { IsGenericType: true } given } || TypeDefinitions.Of(given) != Now) return;
        var arguments = given.GetGenericArguments();
        for (int i = 0; i < arguments.Length; i++) Given[i] = arguments[i] == _now[i] ? null : arguments[i];
    }
}
