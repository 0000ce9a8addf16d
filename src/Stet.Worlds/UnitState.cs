using Stet.Model;

namespace Stet.Worlds;

/// <summary>What a step knows of a group when it comes to compare: whether it must be compiled again, and whether others see it changed.</summary>
/// <param name="Contract">Of what others see of the group: its own contract, and through it the contracts that it mentions.</param>
/// <param name="Request">Of its source and the contracts it is compiled against: the address of its unit.</param>
internal readonly record struct UnitState(ContentHash Contract, ContentHash Request);
