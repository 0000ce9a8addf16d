using Stet.Runtime.Capturing;

namespace Stet.Runtime.Migrating;

/// <summary>
/// The type arguments of today for stored values of types whose type parameters are others than they were: more, fewer, in another order, in a type that had none or has none now.
/// What each parameter stands for is found by <see cref="ParameterInference"/> from the definitions of then and of today, once for all values.
/// </summary>
/// <param name="before">A type as it was then, by unit and full name; null where its code is not to be had.</param>
/// <param name="today">The type that it is today; null where there is none.</param>
public sealed class GenericChanges(Func<string, string, Type?> before, Func<string, string, Type?> today)
{
    const int Deepest = 50;

    readonly ParameterInference _inference = new(today);
    int _depth;

    /// <summary>Some type that was asked for has other parameters.</summary>
    public bool Any => _inference.Any;

    /// <summary>The type of today for a stored one.</summary>
    /// <param name="name">Its full name then.</param>
    /// <param name="definition">What it is today.</param>
    /// <param name="arguments">Those that it had, as they are today.</param>
    /// <exception cref="UnfitTypeException">A parameter is not to be inferred, or its constraints are not met.</exception>
    internal Type Construct(string unit, string name, Type definition, IReadOnlyList<Type> arguments) =>
        Made(before(unit, name), definition, arguments, MadeTypes.Instance);

    /// <summary>The C# type of today for one that code called so then; null where it is not to be had.</summary>
    /// <param name="arguments">The C# types of its arguments, as they are today.</param>
    public string? Source(string unit, string name, IReadOnlyList<string> arguments)
    {
        try
        {
            return today(unit, name) is { } definition ? Made(before(unit, name), definition, arguments, TypeSources.Instance) : null;
        }
        catch (UnfitTypeException)
        {
            return null; // The values of such a type say why, with their paths.
        }
    }

    R Made<R>(Type? old, Type definition, IReadOnlyList<R> arguments, ITypeMaking<R> making) where R : class
    {
        if (!definition.IsGenericTypeDefinition) return making.Make(definition, []);
        if (old is null || _inference.Of(old) is not { IsSame: false } change) return ByPlace(definition, arguments, making);
        if (_depth == Deepest) throw new UnfitTypeException($"the type arguments of {TypeNames.Of(definition)} would contain the type itself");
        _depth++;
        try
        {
            return making.Make(definition, Arguments(change, arguments, making));
        }
        finally
        {
            _depth--;
        }
    }

    R[] Arguments<R>(ParameterChange change, IReadOnlyList<R> arguments, ITypeMaking<R> making) where R : class
    {
        var results = new R?[change.Arguments.Length];
        for (int i = 0; i < results.Length; i++) results[i] = change.Arguments[i] is { } term ? Today(term, arguments, making) : null;
        for (int i = 0; i < results.Length; i++) results[i] = change.Given[i] is { } given ? Filled(given, results, making) : results[i];
        return [.. results.Select((r, i) => r ?? throw new UnfitTypeException(change.WhyOpen(i)))];
    }

    static R ByPlace<R>(Type definition, IReadOnlyList<R> arguments, ITypeMaking<R> making) where R : class =>
        arguments.Count == definition.GetGenericArguments().Length ? making.Make(definition, arguments)
            : throw new UnfitTypeException($"{TypeNames.Of(definition)} had another number of type parameters, and its definition of then is not to be had");

    /// <summary>A type of then, in which the parameters stand for these arguments, as it is today.</summary>
    R Today<R>(Type old, IReadOnlyList<R> arguments, ITypeMaking<R> making) where R : class
    {
        if (old.IsGenericParameter) return arguments[old.GenericParameterPosition];
        if (old.IsArray) return making.Array(Today(old.GetElementType()!, arguments, making), old.GetArrayRank(), old.IsSZArray);
        var definition = TypeDefinitions.Of(old);
        R[] own = [.. old.GetGenericArguments().Select(a => Today(a, arguments, making))];
        if (WorldLoader.UnitOf(definition.Assembly) is not { } unit) return making.Make(definition, own);
        var now = today(unit, definition.FullName!) ?? throw new UnfitTypeException($"there is no type {TypeNames.Of(definition)} any more");
        return Made(definition, now, own, making);
    }

    /// <summary>A type of today, in which the parameters stand for these arguments.</summary>
    static R? Filled<R>(Type now, IReadOnlyList<R?> arguments, ITypeMaking<R> making) where R : class
    {
        if (now.IsGenericParameter) return arguments[now.GenericParameterPosition];
        if (now.IsArray) return Filled(now.GetElementType()!, arguments, making) is { } element ? making.Array(element, now.GetArrayRank(), now.IsSZArray) : null;
        var own = now.GetGenericArguments().Select(a => Filled(a, arguments, making)).ToArray();
        return Array.IndexOf(own, null) < 0 ? making.Make(TypeDefinitions.Of(now), own!) : null;
    }
}
