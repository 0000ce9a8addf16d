using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>Turns one group of definitions into a unit. Never throws for what the user wrote: that is in the result.</summary>
public interface IUnitCompiler
{
    UnitResult Compile(UnitRequest request);

    /// <summary>The same in two parts, where what others compile against is known before the code is made.</summary>
    BegunUnit Begin(UnitRequest request) => new(null, () => Compile(request));
}

/// <summary>A unit of which the code is still to be made.</summary>
/// <param name="Announced">What others see of it, without an image; null where that shows only when it is made.</param>
/// <param name="Finish">Makes it. May be called on another thread. Others may have been compiled against what was announced: where it comes out otherwise, they are to be compiled again.</param>
public sealed record BegunUnit(CompiledUnit? Announced, Func<UnitResult> Finish);

/// <param name="Hash">The address that the unit gets.</param>
/// <param name="Dependencies">Definitions that the group may name directly.</param>
/// <param name="References">Units to compile against: the direct ones and those that their contracts mention; the assemblies of packages and projects that it may use.</param>
/// <param name="Variables">Name and C# type of the workspace variables that the group mentions.</param>
public sealed record UnitRequest(
    DefinitionGroup Group,
    ContentHash Hash,
    ImmutableArray<Definition> Dependencies,
    ImmutableArray<CompiledUnit> References,
    ImmutableDictionary<string, string> Variables,
    ImmutableArray<string> Usings)
{
    /// <summary>Namespaces of packages that the usings name and the group does not use: to be declared empty, so that the usings name something.</summary>
    public ImmutableArray<string> EmptyNamespaces { get; init; } = [];
}

/// <param name="Unit">Null exactly when <paramref name="Errors"/> is not empty.</param>
public sealed record UnitResult(CompiledUnit? Unit, ImmutableArray<Diagnostic> Errors);

/// <summary>Finds units compiled earlier, in this process or another, by their address.</summary>
public interface IUnitCache
{
    CompiledUnit? Find(ContentHash hash);

    void Add(CompiledUnit unit);
}
