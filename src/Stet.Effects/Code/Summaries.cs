using System.Collections.Immutable;

namespace Stet.Effects.Code;

/// <summary>What the code of one assembly does, as pure data read from it once: the calls of its methods and what decides which method a virtual call means.</summary>
/// <param name="Methods">By key: <c>w.tidy!__stet.tidy::tidy(System.String)</c>.</param>
public sealed record UnitSummary
{
    internal UnitSummary(IReadOnlyDictionary<string, MethodSummary> methods, IReadOnlyDictionary<string, TypeSummary> types)
    {
        Methods = methods;
        Types = types;
    }

    internal IReadOnlyDictionary<string, MethodSummary> Methods { get; }

    internal IReadOnlyDictionary<string, TypeSummary> Types { get; }
}

/// <param name="Name">As a reader knows it: <c>tidy</c>, <c>Cleaner.Run</c>.</param>
/// <param name="Stores">What it puts into captured fields and slots.</param>
/// <param name="Result">What it returns.</param>
internal sealed record MethodSummary(
    string Key, string Type, string Name, string SimpleName, int Parameters, bool IsVirtual, ImmutableArray<CallSite> Sites,
    ImmutableArray<(string Field, CodeValue Value)> Stores, CodeValue Result)
{
    /// <summary>Variables of the workspace that it may assign, also by reference, and those whose value itself it may change: a field of a struct.</summary>
    public ImmutableArray<string> Assigned { get; init; } = [];

    /// <summary>The compiler's own question in the code of an iterator: on which thread it was made.</summary>
    public bool IsOfMachine(CallSite site) =>
        site is { Type: "System.Environment", Member: "get_CurrentManagedThreadId" } && Type.Contains("+<", StringComparison.Ordinal)
        && SimpleName is "ctor" or "GetEnumerator" or "GetAsyncEnumerator";
}

internal enum SiteKind
{
    Call,
    VirtualCall,
    Creation,

    /// <summary>The first use of a type runs its static constructor.</summary>
    TypeUse,

    /// <summary>Makes a state machine: its <c>MoveNext</c> runs.</summary>
    Machine,

    /// <summary>A variable of the workspace, or a static field, is assigned.</summary>
    StateChange,

    /// <summary>What cannot be looked at, said in <see cref="CallSite.Member"/>.</summary>
    Opaque,
}

/// <param name="Type">The type that declares the member, without type arguments.</param>
/// <param name="Key">Of the method.</param>
/// <param name="Receiver">The static type of the object where it is known more exactly.</param>
/// <param name="Signature">Types of the parameters, without <c>this</c>.</param>
/// <param name="Mentioned">Types of the workspace or of packages that the arguments have.</param>
/// <param name="GivesUnseen">An argument may hold functions or objects that its static type does not show.</param>
internal sealed record CallSite(
    SiteKind Kind, string Type, string Member, string Key, string? Receiver, bool HasThis, ImmutableArray<string> Signature,
    ImmutableArray<CodeValue> Arguments, ImmutableArray<string> Mentioned, bool GivesUnseen = false)
{
    public static CallSite Of(SiteKind kind, string type, string member = "") => new(kind, type, member, "", null, false, [], [], []);
}

/// <param name="Bases">Base type and interfaces, without type arguments.</param>
internal sealed record TypeSummary(string Key, ImmutableArray<string> Bases, ImmutableArray<string> VirtualMethods);
