using System.Reflection;

namespace Stet.Protocol.Wire;

internal static class ProtocolVersion
{
    /// <summary>Raised when a message changes its meaning. Host and front end must have the same.</summary>
    public const int Current = 8;

    /// <summary>The version of Stet, as <c>stet --version</c> shows it.</summary>
    public static string Product { get; } = typeof(ProtocolVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
