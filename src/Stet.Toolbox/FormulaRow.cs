namespace Stet.Toolbox;

/// <summary>One line of <c>formulas</c>.</summary>
/// <param name="State">"current", "stale", "not computed yet", "in progress", "error: what", "volatile: why" or "broken".</param>
/// <param name="Runs">How often it was computed since the workspace was opened.</param>
/// <param name="Milliseconds">What computing it took the last time, with the formulas that it made run; 0 where it did not run since the workspace was opened.</param>
/// <param name="Reads">The formulas that it read.</param>
/// <param name="Inputs">The variables that its code reaches.</param>
public sealed record FormulaRow(string Name, string Type, string State, int Runs, double Milliseconds, string Reads, string Inputs);
