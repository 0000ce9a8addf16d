using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Stet.References;

/// <summary>Runs the user's own <c>dotnet</c>.</summary>
internal static class DotnetCommand
{
    /// <summary>How long output that a build server holds open is waited for after the command itself has ended.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    /// <exception cref="OperationCanceledException">Stopped; the command and what it started have been ended.</exception>
    /// <exception cref="DotnetMissingException">There is no such command.</exception>
    public static DotnetResult Run(string folder, IEnumerable<string> arguments, CancellationToken stop)
    {
        using var process = Start(folder, arguments);
        var output = new StringBuilder();
        var reading = Task.WhenAll(Collect(process.StandardOutput, output), Collect(process.StandardError, output));
        try
        {
            process.WaitForExitAsync(stop).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        reading.Wait(Drain, CancellationToken.None);
        lock (output)
        {
            return new(process.ExitCode, output.ToString());
        }
    }

    private static Process Start(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Command(), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name); // A build that started this process must not configure another.
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception missing)
        {
            throw new DotnetMissingException(missing);
        }
    }

    /// <summary>As the shell would find it; else where the runtime of this process is.</summary>
    private static string Command()
    {
        var file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "");
        return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists) ?? file;
    }

    private static async Task Collect(StreamReader from, StringBuilder to)
    {
        while (await from.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lock (to)
            {
                to.AppendLine(line);
            }
        }
    }
}

internal sealed record DotnetResult(int ExitCode, string Output);

/// <summary>There is no <c>dotnet</c> command.</summary>
internal sealed class DotnetMissingException(Exception cause) : Exception("The command 'dotnet' was not found.", cause);
