using System.Collections.Immutable;
using Stet.Effects.Shell;

namespace Stet.Effects.Code;

/// <summary>What an analysis of C# may ask: summaries of compiled code, and the values of variables.</summary>
public interface ICodeWorld
{
    /// <summary>Null where the assembly is not known.</summary>
    UnitSummary? Unit(string assembly);

    /// <summary>Summaries of all units that declare types: one of these may be what a virtual call means.</summary>
    IEnumerable<UnitSummary> UnitsWithTypes { get; }

    /// <summary>The variable's value as paths or texts; null where it is something else, or not known.</summary>
    IReadOnlyList<string>? Texts(string variable);

    /// <summary>The methods that a variable of a delegate type holds; null where it holds something else.</summary>
    IReadOnlyList<KnownMethod>? Functions(string variable);

    /// <summary>What of code is in the values that are read. It may be called where the code that reads them calls what it does not know.</summary>
    IReadOnlyList<HeldCode> Held => [];

    /// <summary>Whether a member, as <c>Type.Member</c>, counts as pure in the code of an assembly, since the user says so.</summary>
    bool IsAssumed(string assembly, string member) => false;

    /// <summary>Where programs that the code starts would run.</summary>
    ShellSetting Shell { get; }
}

/// <summary>Code that a value holds: the class of an object, or the method of a delegate.</summary>
/// <param name="Place">The variable or formula whose value it is in.</param>
/// <param name="Name">As summaries name it, a method without its parameters: <c>w.Job!Job</c>, <c>In7!__stet.In7+&lt;&gt;c::&lt;__Run&gt;b__0</c>.</param>
public readonly record struct HeldCode(string Place, string Name)
{
    /// <param name="assembly">The unit, or the assembly of the framework.</param>
    public static string NameOf(string assembly, string type, string? method) => KnownMethod.TypeName(assembly, type) + (method is null ? "" : "::" + method);
}

/// <summary>A method that a delegate holds.</summary>
/// <param name="Type">As the assembly's metadata names it: <c>__stet.In7+&lt;&gt;c</c>.</param>
/// <param name="Captured">Values of the fields of its target.</param>
public sealed record KnownMethod(string Assembly, string Type, string Name, IReadOnlyList<string> ParameterTypes, bool HasThis, IReadOnlyDictionary<string, IReadOnlyList<string>> Captured)
{
    private string TypeKey => TypeName(Assembly, Type);

    /// <summary>A type as summaries name it.</summary>
    public static string TypeName(string assembly, string type) => TypeNames.IsFramework(assembly) ? type : $"{assembly}!{type}";

    internal string Key => $"{TypeKey}::{Name}({string.Join(',', ParameterTypes)})";

    internal Target ToTarget() => new(Key, HasThis, Captured.ToImmutableDictionary(c => $"{TypeKey}::{c.Key}", c => Known.Of(c.Value)));
}
