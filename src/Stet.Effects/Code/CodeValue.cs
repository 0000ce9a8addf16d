using System.Collections.Immutable;

namespace Stet.Effects.Code;

/// <summary>What is known of a value where code uses it: a term over constants, parameters, variables and a few functions of the base library.</summary>
internal abstract record CodeValue
{
    public static CodeValue Unknown { get; } = new UnknownValue();

    /// <summary>Nothing yet: null, a default, a cache that is filled on first use.</summary>
    public static CodeValue Nothing { get; } = new NothingValue();

    public static CodeValue Either(IEnumerable<CodeValue> values)
    {
        var distinct = values.Where(v => v is not NothingValue).Distinct().ToList();
        return distinct.Count == 0 ? Nothing : distinct.Count == 1 ? distinct[0] : new EitherValue([.. distinct]);
    }
}

internal sealed record UnknownValue : CodeValue;

internal sealed record NothingValue : CodeValue;

internal sealed record TextValue(string Text) : CodeValue;

internal sealed record NumberValue(long Number) : CodeValue;

/// <param name="Index">As in the method's code: 0 is <c>this</c> of an instance method.</param>
internal sealed record ParameterValue(int Index) : CodeValue;

internal sealed record LocalValue(int Index) : CodeValue;

/// <summary>A field of a closure, an iterator or an async method: set where that was made.</summary>
internal sealed record CapturedValue(string Field) : CodeValue;

/// <summary>The slot of a workspace variable; its value is <see cref="VariableValue"/>.</summary>
internal sealed record SlotValue(string Name) : CodeValue;

internal sealed record VariableValue(string Name) : CodeValue;

internal sealed record EitherValue(ImmutableArray<CodeValue> Values) : CodeValue
{
    public bool Equals(EitherValue? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Length;
}

/// <summary>The result of a function of the base library whose meaning is known (<c>Functions</c>).</summary>
internal sealed record FunctionValue(string Function, ImmutableArray<CodeValue> Arguments) : CodeValue
{
    public bool Equals(FunctionValue? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Length);
}

/// <summary>An array or a list made here; elements are added as the code is read. Compared by reference.</summary>
internal sealed record CollectionValue : CodeValue
{
    public List<CodeValue> Items { get; } = [];

    public bool Equals(CollectionValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>A delegate.</summary>
/// <param name="HasThis">The method's parameter 0 is the delegate's target.</param>
internal sealed record MethodValue(string Method, bool HasThis) : CodeValue;
