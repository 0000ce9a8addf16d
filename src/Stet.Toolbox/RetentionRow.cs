namespace Stet.Toolbox;

/// <summary>How long old states are kept: as the answer of <c>retention</c>.</summary>
/// <param name="Days">States that were superseded longer ago are dropped.</param>
/// <param name="Gigabytes">What only old states hold may take this much; the oldest are dropped beyond it.</param>
/// <param name="Versions">This many newest states are kept whatever their age and size.</param>
public sealed record RetentionRow(double Days, double Gigabytes, int Versions);
