namespace Stet.Cli;

internal static class HostProgram
{
    /// <summary>The executable of the host: beside this one in <c>host/</c>, unless the variable STET_HOST names another.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("STET_HOST") is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(AppContext.BaseDirectory, "host", OperatingSystem.IsWindows() ? "stet-host.exe" : "stet-host");
}
