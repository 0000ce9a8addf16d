using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>One definition, or several that may refer to each other in a circle: the thing that is compiled into one unit.</summary>
public sealed record DefinitionGroup(ImmutableArray<Definition> Members)
{
    /// <summary>The unit's name: stable while the group keeps its first member.</summary>
    public string UnitName { get; } = "w." + Members[0].Key;
}

/// <summary>A group's place among the others.</summary>
/// <param name="Dependencies">Unit names of the other groups that it may name, in order.</param>
/// <param name="ContractDependencies">Those that its contract may name.</param>
/// <param name="Level">One more than the highest of its dependencies: groups of one level do not depend on each other.</param>
internal sealed record GroupNode(DefinitionGroup Group, ImmutableArray<string> Dependencies, ImmutableArray<string> ContractDependencies, int Level);
