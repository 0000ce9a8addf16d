using Stet.Display;
using Stet.Runtime.Formulas;

namespace Stet.Sessions.Checking;

/// <summary>A formula's value in a message: short, on one line.</summary>
internal static class ShownValue
{
    private const int Width = 60;

    public static string Of(FormulaCell cell) => Of(cell.Last, cell.ValueType);

    public static string Of(object? value, Type type) => ValueText.ShowShort(value, type, DisplayOptions.Default with { Width = Width });

    public static string Of(Exception error) => $"{error.GetType().Name}: {error.Message.Split('\n')[0]}";
}
