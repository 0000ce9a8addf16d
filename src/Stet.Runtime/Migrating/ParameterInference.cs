namespace Stet.Runtime.Migrating;

/// <summary>
/// Finds what the type parameters of changed types stand for: what a <c>Migrate</c> returns counts first, then a parameter of the same name, then the declared types of the members that
/// keep their names, then the enclosing type, and the place of a parameter that has another name last. Types that refer to each other are found together.
/// </summary>
internal sealed class ParameterInference(Func<string, string, Type?> today)
{
    readonly Dictionary<Type, ParameterChange?> _changes = [];

    public bool Any => _changes.Values.Any(c => c is { IsSame: false });

    /// <param name="old">A type of then, without arguments.</param>
    /// <returns>Null where there is no such type any more.</returns>
    public ParameterChange? Of(Type old)
    {
        if (_changes.TryGetValue(old, out var known)) return known;
        var fresh = new List<ParameterChange>();
        Add(old, fresh);
        Solve(fresh);
        return _changes[old];
    }

    /// <summary>The type, and all of then that its members lead to and that have other parameters.</summary>
    void Add(Type old, List<ParameterChange> fresh)
    {
        if (_changes.ContainsKey(old)) return;
        var change = _changes[old] = WorldLoader.UnitOf(old.Assembly) is { } unit && today(unit, old.FullName!) is { } now ? new(old, now) : null;
        if (change is null or { IsSame: true }) return;
        fresh.Add(change);
        if (old.DeclaringType is { } outer) Add(outer, fresh);
        foreach (var type in TypePair.Of(old, change.Now).SelectMany(m => OfUnits(m.Then))) Add(type, fresh);
    }

    void Solve(List<ParameterChange> fresh)
    {
        do
        {
            while (fresh.Count(Infer) > 0) continue;
        }
        while (fresh.Count(c => c.TakeRest(c.Old.DeclaringType is { } outer ? _changes.GetValueOrDefault(outer) : null)) > 0);
    }

    bool Infer(ParameterChange change)
    {
        var candidates = change.Arguments.Select(_ => new List<(Type, string)>()).ToArray();
        foreach (var member in TypePair.Of(change.Old, change.Now))
            Unify(member.Now, member.Then, (parameter, type) => candidates[parameter].Add((type, member.Name)));
        bool isNew = false;
        for (int i = 0; i < candidates.Length; i++) isNew |= change.Take(i, candidates[i]);
        return isNew;
    }

    /// <summary>What the parameters in a declared type of today stand for, if it is to be this type of then.</summary>
    void Unify(Type declared, Type then, Action<int, Type> found)
    {
        if (declared is { IsGenericParameter: true, DeclaringMethod: null }) found(declared.GenericParameterPosition, then);
        else if (declared.IsArray) UnifyElements(declared, then, found);
        else if (declared.IsGenericType && declared.ContainsGenericParameters) UnifyArguments(declared, then, found);
    }

    void UnifyElements(Type declared, Type then, Action<int, Type> found)
    {
        if (then.IsArray && then.GetArrayRank() == declared.GetArrayRank()) Unify(declared.GetElementType()!, then.GetElementType()!, found);
    }

    void UnifyArguments(Type declared, Type then, Action<int, Type> found)
    {
        var (definition, arguments) = (declared.GetGenericTypeDefinition(), declared.GetGenericArguments());
        if (definition == typeof(Nullable<>) && TypeDefinitions.Of(then) != definition) Unify(arguments[0], then, found);
        foreach (var level in Levels(then))
        {
            if (ArgumentsAs(definition, level) is not { } known) continue;
            for (int i = 0; i < arguments.Length; i++)
                if (known[i] is { } type) Unify(arguments[i], type, found);
            return;
        }
    }

    /// <summary>The arguments for a definition of today that a type of then has, as far as they are known; null where it is another type.</summary>
    Type?[]? ArgumentsAs(Type definition, Type then)
    {
        var old = TypeDefinitions.Of(then);
        if (old == definition) return then.GetGenericArguments();
        if (WorldLoader.UnitOf(old.Assembly) is null || (_changes.TryGetValue(old, out var change) ? change : Of(old)) is not { } known || known.Now != definition) return null;
        var own = then.GetGenericArguments();
        if (known.IsSame) return own;
        return [.. known.Arguments.Select(Type? (a) => a is null ? null : TypeDefinitions.With(a, own))];
    }

    static IEnumerable<Type> Levels(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType) yield return at;
        foreach (var contract in type.GetInterfaces()) yield return contract;
    }

    static IEnumerable<Type> OfUnits(Type type)
    {
        if (type.HasElementType) return OfUnits(type.GetElementType()!);
        if (type.IsGenericParameter) return [];
        var parts = type.GetGenericArguments().SelectMany(OfUnits);
        return WorldLoader.UnitOf(type.Assembly) is null ? parts : parts.Prepend(TypeDefinitions.Of(type));
    }
}
