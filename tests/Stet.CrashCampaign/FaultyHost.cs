using System.Diagnostics;

namespace Stet.CrashCampaign;

/// <summary>
/// The host behind a script of the same kind, which preloads the failing disk while it is armed. So the campaign says for each host how its disk
/// fails, and two campaigns of one process do not disturb each other.
/// </summary>
internal sealed class FaultyHost
{
    private readonly string folder;
    private readonly string library;

    private FaultyHost(string folder, string library)
    {
        this.folder = folder;
        this.library = library;
    }

    /// <summary>The script that takes the host's place.</summary>
    public string Program => Path.Combine(folder, "host");

    private string Armed => Program + ".faults";

    /// <summary>Builds the failing disk with gcc and writes the script.</summary>
    /// <param name="source">tests/faults/failing_disk.c</param>
    public static FaultyHost Make(string folder, string source, string host)
    {
        Directory.CreateDirectory(folder);
        var library = Path.Combine(folder, "failing_disk.so");
        using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
        {
            throw new InvalidOperationException($"gcc could not build {source}.");
        }

        var made = new FaultyHost(folder, library);
        File.WriteAllText(made.Program, $"#!/bin/sh\n[ -f '{made.Armed}' ] && . '{made.Armed}'\nexec '{host}' \"$@\"\n");
        File.SetUnixFileMode(made.Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return made;
    }

    /// <summary>Hosts that start from now on have a disk that fails like this below the workspace's folder.</summary>
    public void Arm(Fault fault, string workspace) =>
        File.WriteAllLines(Armed, fault.Environment(workspace + "/").Append(new("LD_PRELOAD", library)).Select(pair => $"export {pair.Key}='{pair.Value}'"));

    public void Disarm() => File.Delete(Armed);
}
