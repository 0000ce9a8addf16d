namespace Stet.Runtime.Migrating;

/// <summary>Objects of a stored type cannot be had: there is no such type any more, or it has become something that they cannot be.</summary>
internal sealed class UnfitTypeException(string message) : Exception(message);
