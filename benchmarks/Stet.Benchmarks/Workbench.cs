using System.Diagnostics;
using System.Globalization;
using Stet.Protocol.Client;

namespace Stet.Benchmarks;

/// <summary>What every measurement needs: the command and the host under test, the peers, and fresh folders on the same disk.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("stet-benchmark-").FullName;
    private int folders;

    public required string Command { get; init; }

    public required string HostProgram { get; init; }

    public required Peers Peers { get; init; }

    /// <summary>The size of the large workspace, in bytes.</summary>
    public required long LargeBytes { get; init; }

    public string NewFolder() => Directory.CreateDirectory(Path.Combine(root, (++folders).ToString(CultureInfo.InvariantCulture))).FullName;

    public RemoteWorkspace Open(string folder) => new(folder, HostProgram);

    /// <summary>Milliseconds of a whole command, from start to exit. What it prints is read and dropped.</summary>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static double Time(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        Output(program, arguments);
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>What a command prints.</summary>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaints = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {complaints.Result}");
    }

    public static async Task Kill(int host)
    {
        using var process = Process.GetProcessById(host);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Resident memory of a process in MB.</summary>
    public static double ResidentMegabytes(int process) => StatusKilobytes(process, "VmRSS:") / 1024;

    /// <summary>Processor time that a process has used, user and system.</summary>
    public static double ProcessorMilliseconds(int process)
    {
        using var running = Process.GetProcessById(process);
        return running.TotalProcessorTime.TotalMilliseconds;
    }

    private static double StatusKilobytes(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
