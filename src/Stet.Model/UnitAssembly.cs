using System.Globalization;
using System.Numerics;

namespace Stet.Model;

/// <summary>
/// The name of the assembly that a unit is compiled into. The runtime does not tell assembly names apart that differ only in case, C# does tell definitions
/// apart: so the assembly's name says which letters are capitals. <c>w.DeltaV</c> is in <c>w.DeltaV~84</c>, <c>w.deltaV</c> in <c>w.deltaV~80</c>.
/// </summary>
public static class UnitAssembly
{
    private const string Definitions = "w.";
    private const char Mark = '~';

    /// <summary>The assembly of a unit; that of a package or project has the unit's own name.</summary>
    public static string NameOf(string unit) =>
        unit.StartsWith(Definitions, StringComparison.Ordinal) && Capitals(unit) is { IsZero: false } capitals
            ? $"{unit}{Mark}{capitals.ToString("X", CultureInfo.InvariantCulture).TrimStart('0')}" : unit;

    /// <summary>The unit of an assembly that is named by <see cref="NameOf"/>; other names are as they are.</summary>
    public static string UnitOf(string assembly) =>
        assembly.StartsWith(Definitions, StringComparison.Ordinal) && assembly.LastIndexOf(Mark) is > 0 and var end ? assembly[..end] : assembly;

    /// <summary>One bit for each letter that has another lower case, the first letter of the unit's name lowest.</summary>
    private static BigInteger Capitals(string unit)
    {
        var capitals = BigInteger.Zero;
        for (var i = Definitions.Length; i < unit.Length; i++)
        {
            if (char.ToLowerInvariant(unit[i]) != unit[i])
            {
                capitals |= BigInteger.One << (i - Definitions.Length);
            }
        }

        return capitals;
    }
}
