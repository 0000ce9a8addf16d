namespace Stet.Runtime.Migrating;

/// <summary>A value that cannot be carried to the types of today.</summary>
/// <param name="Path">Where the first such value is: <c>days[3].Rain</c>.</param>
/// <param name="Count">How many there are with the same reason.</param>
public sealed record ValueProblem(string Path, string Reason, int Count);
