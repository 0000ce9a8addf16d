namespace Stet.Runtime.Migrating;

/// <summary>A stored value cannot be carried to the types of today: where it is, and why.</summary>
public sealed class ValueUnfitException(string message) : Exception(message);
