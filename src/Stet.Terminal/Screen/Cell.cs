namespace Stet.Terminal.Screen;

/// <summary>One user-perceived character on the screen.</summary>
/// <param name="Style">The parameters of an SGR sequence, such as <c>1;31</c>; empty for the terminal's own.</param>
/// <param name="Width">Columns: 1 or 2.</param>
internal readonly record struct Cell(string Text, string Style, int Width);

/// <summary>What the region at the bottom of the screen should show.</summary>
/// <param name="Rows">Top to bottom, each no wider than the screen.</param>
/// <param name="CursorRow">Counts from the first of the rows.</param>
internal sealed record Frame(IReadOnlyList<IReadOnlyList<Cell>> Rows, int CursorRow, int CursorColumn)
{
    public static Frame Empty { get; } = new([[]], 0, 0);
}
