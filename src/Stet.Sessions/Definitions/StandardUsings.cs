using System.Collections.Immutable;

namespace Stet.Sessions.Definitions;

/// <summary>The usings of everyday work, there from the start.</summary>
internal static class StandardUsings
{
    public static ImmutableArray<string> All { get; } =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks", "static System.Math",
    ];
}
