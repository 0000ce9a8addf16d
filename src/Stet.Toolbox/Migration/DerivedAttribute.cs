namespace Stet.Migration;

/// <summary>What the member holds follows from other members: it is computed again when code changes, never carried over.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DerivedAttribute : Attribute;
