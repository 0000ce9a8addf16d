using Stet.Model;

namespace Stet.Display;

/// <summary>
/// Values as text. Any value is shown in bounded space; time is bounded too, except inside one call of the value's own code,
/// which the caller can interrupt. Nothing here throws for what the value does: that is shown in its place.
/// </summary>
public static class ValueText
{
    /// <summary>The value as the prompt shows it: one line where it fits, a table for records, a grid for a matrix.</summary>
    /// <param name="staticType">The type that the compiler gave the expression; names sequences whose own type is private. Null if unknown.</param>
    public static string Show(object? value, Type? staticType, DisplayOptions options)
    {
        try
        {
            return Grid.Of(value, options) ?? Table.Of(value, staticType, options)
                ?? Layout.Lines(new Describer(options).Describe(value, staticType), options.Width);
        }
        catch (Exception thrown) when (!options.StopsTheRun(thrown))
        {
            return Describer.Thrown(thrown).Flat;
        }
    }

    /// <summary>The value in one of the forms that other programs read; these are not bounded.</summary>
    /// <exception cref="InvalidOperationException">The value has no such form: JSON of an object that contains itself, a table of what is no sequence.</exception>
    public static string Show(object? value, Type? staticType, ValueForm form, DisplayOptions options)
    {
        var whole = options with { MaxCharacters = int.MaxValue, MaxElements = int.MaxValue, MaxRows = int.MaxValue, MaxTextLength = int.MaxValue, MaxTime = Timeout.InfiniteTimeSpan, MaxDepth = 64 };
        return form switch
        {
            ValueForm.Json => JsonText.Of(value, whole),
            ValueForm.Text => WholeText.Of(value, whole),
            ValueForm.Table => Table.Whole(value, whole with { Width = int.MaxValue / 2 }) ?? throw new InvalidOperationException($"A {(staticType is null ? "value" : TypeName(staticType))} is no sequence of objects with parts, and so no table."),
            _ => Show(value, staticType, options),
        };
    }

    /// <summary>The value on one line of at most <see cref="DisplayOptions.Width"/> characters, for lists of variables. Runs none of the value's own code.</summary>
    public static string ShowShort(object? value, Type? staticType, DisplayOptions options)
    {
        var small = options with { MaxElements = Math.Min(options.MaxElements, 10), MaxDepth = 2, MaxTextLength = options.Width, MaxCharacters = options.Width * 2, RunsCode = false };
        var line = new Describer(small).Describe(value, staticType).Flat.ReplaceLineEndings(" ");
        return line.Length <= options.Width ? line : line[..Budget.Cut(line, Math.Max(0, options.Width - 3))] + Piece.Ellipsis;
    }

    /// <summary>
    /// Rows of a listing (<c>who</c>, <c>log</c>) as a table with one column for each public part; all of them, however many. Empty where there are none.
    /// Columns that do not fit <see cref="DisplayOptions.Width"/> are left out from the right.
    /// </summary>
    public static string ShowListing<T>(IReadOnlyList<T> rows, DisplayOptions options) =>
        rows.Count == 0 ? "" : Table.Listing(rows, options with { MaxCharacters = int.MaxValue, MaxTime = Timeout.InfiniteTimeSpan });

    /// <summary>The type as C# writes it, without namespaces: <c>int</c>, <c>List&lt;Day&gt;</c>, <c>(int, string)</c>, <c>Day[]</c>.</summary>
    public static string TypeName(Type type) => CSharpNames.Of(type);
}
