namespace Stet.Sessions.Checking;

/// <summary>The value that the workspace has of a formula: as it was when the check began, or none any more.</summary>
internal static class ValueHere
{
    public static (object? Value, Type Type)? Of(Engine engine, ExpectedFormula expected)
    {
        if (!engine.Formulas.Table.Locked(graph => graph.Find(expected.Name) is { HasResult: true } formula && formula.Version.ToString() == expected.Version))
        {
            return null;
        }

        var cell = engine.Formulas.Table.CellOf(expected.Name);
        return cell.Error is not null ? null
            : cell.HasValue ? (cell.Last, cell.ValueType)
            : engine.Formulas.Results.TryRestore(expected.Name, out var kept) ? (kept, cell.ValueType) : null;
    }

    /// <summary>The value or the error in a message; null where it is not to be had.</summary>
    public static string? TextOf(Engine engine, ExpectedFormula expected) =>
        engine.Formulas.Table.Known(expected.Name)?.Error is { } error ? ShownValue.Of(error)
        : Of(engine, expected) is { } here ? ShownValue.Of(here.Value, here.Type) : null;
}
