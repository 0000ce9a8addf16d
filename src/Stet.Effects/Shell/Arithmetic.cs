using System.Globalization;
using System.Text.RegularExpressions;

namespace Stet.Effects.Shell;

/// <summary>The value of <c>$(( ))</c> where it is one operation on numbers.</summary>
internal static partial class Arithmetic
{
    public static string? Of(string text)
    {
        if (Operation().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (a, b) = (long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[3].Success ? long.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) : 0);
        var value = match.Groups[2].Value switch { "-" => a - b, "*" => a * b, _ => a + b };
        return value.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\s*(\d{1,9})\s*(?:([-+*])\s*(\d{1,9}))?\s*$")]
    private static partial Regex Operation();
}
