namespace Stet.Display;

/// <summary>How much of a value is shown. Every bound holds for the whole text, however the value is made.</summary>
public sealed record DisplayOptions
{
    public static DisplayOptions Default { get; } = new();

    /// <summary>Columns a line may use before a value is broken over several lines.</summary>
    public int Width { get; init; } = 120;

    /// <summary>How many levels of objects and collections are opened.</summary>
    public int MaxDepth { get; init; } = 5;

    /// <summary>Elements shown of one collection; a nested one shows fewer.</summary>
    public int MaxElements { get; init; } = 100;

    /// <summary>Rows shown of a table or a grid.</summary>
    public int MaxRows { get; init; } = 20;

    /// <summary>Characters shown of one string, or of what one <c>ToString</c> returns.</summary>
    public int MaxTextLength { get; init; } = 2_000;

    /// <summary>Characters of the whole text.</summary>
    public int MaxCharacters { get; init; } = 20_000;

    /// <summary>After this time no further element, getter or <c>ToString</c> is asked for; what is missing is shown as <c>...</c>.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether the value's own code may run: <c>ToString</c>, property getters, lazy sequences.
    /// Without it only fields are read, and a lazy sequence shows its type alone.
    /// </summary>
    public bool RunsCode { get; init; } = true;

    /// <summary>
    /// Which exceptions mean that the run is being stopped (Ctrl-C): they go on to the caller, all others are shown in their place.
    /// </summary>
    public Func<Exception, bool> StopsTheRun { get; init; } = thrown => thrown is ThreadInterruptedException;
}
