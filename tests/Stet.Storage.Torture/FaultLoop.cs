using System.Diagnostics;
using System.Globalization;

namespace Stet.Storage.Torture;

/// <summary>
/// Lets each write and sync of a workload fail in turn (tests/faults/failing_disk.c), with a full disk or an I/O error, wholly or half
/// written, once or from then on; then reopens the store on a good disk and compares it with what had been said.
/// </summary>
/// <param name="library">The built shim.</param>
public sealed class FaultLoop(string library, string root)
{
    private const int Steps = 12;
    private const int NoSpace = 28;
    private const int IoError = 5;

    /// <summary>How one operation fails: error number, half written first, all later ones too.</summary>
    private static readonly (int Error, bool Short, bool Onwards)[] Modes =
    [
        (NoSpace, false, false), (IoError, false, false), (NoSpace, true, false), (NoSpace, false, true), (IoError, false, true), (IoError, true, false),
    ];

    /// <summary>Builds the shim; null where there is no gcc.</summary>
    public static string? BuildLibrary(string source, string folder)
    {
        var library = Path.Combine(folder, "failing_disk.so");
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]))!;
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : throw new InvalidOperationException($"gcc could not build {source}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs through every <paramref name="stride"/>-th operation; in the whole loop each with every mode, otherwise with one in turn.</summary>
    /// <returns>What was lost or torn.</returns>
    public List<string> Run(int stride, Action<string> progress)
    {
        var template = Prepare();
        var operations = CountOperations();
        var (runs, refusals) = (0, 0);
        for (var at = 1; at <= operations; at += stride)
        {
            foreach (var mode in stride == 1 ? Modes : [Modes[at / stride % Modes.Length]])
            {
                // A new store and one that exists already, in turn.
                var (found, refused) = RunOne(at, mode, runs % 2 == 0 ? null : template);
                runs++;
                refusals += refused;
                if (found.Count > 0)
                {
                    return [$"operation {at} of {operations}, {mode}:", .. found];
                }
            }
        }

        progress($"{runs} runs over {operations} writes and syncs, {refusals} refusals, nothing lost");
        return refusals > 0 ? [] : ["no operation was refused: the shim does not work here"];
    }

    /// <summary>
    /// Cuts the power before every <paramref name="stride"/>-th write or sync, on a disk that then has nothing but what was synced.
    /// </summary>
    /// <returns>What was lost or torn.</returns>
    public List<string> CutPower(int stride, Action<string> progress)
    {
        var operations = CountOperations();
        var (cuts, kept) = (0, 0);
        for (var at = 1; at <= operations; at += stride)
        {
            var (folder, disk) = (Copy(null), Path.Combine(root, "disk", ".stet"));
            var acknowledged = new Acknowledged();
            Work(folder, acknowledged,
            [
                new("STET_FAULT_AT", at.ToString(CultureInfo.InvariantCulture)), new("STET_FAULT_CRASH", "1"), new("STET_FAULT_SHADOW", disk),
            ]);
            cuts++;
            kept += acknowledged.Kept;
            if (acknowledged.Compare(disk, died: true) is { Count: > 0 } found)
            {
                return [$"power cut before operation {at} of {operations}:", .. found];
            }

            Directory.Delete(Path.GetDirectoryName(disk)!, recursive: true);
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }

        progress($"{cuts} power cuts over {operations} writes and syncs, {kept} submissions kept before them, nothing lost");
        return kept > 0 ? [] : ["nothing was kept before any power cut: the shim does not work here"];
    }

    private string Prepare()
    {
        var template = Path.Combine(root, "template", ".stet");
        new Workload(template, TextWriter.Null).Run(0, Steps);
        return template;
    }

    private long CountOperations()
    {
        var count = Path.Combine(root, "count");
        var (_, _) = Work(Copy(null), new Acknowledged(), [new("STET_FAULT_COUNT", count)]);
        return long.Parse(File.ReadAllText(count), CultureInfo.InvariantCulture);
    }

    private (List<string> Found, int Refused) RunOne(long at, (int Error, bool Short, bool Onwards) mode, string? template)
    {
        var folder = Copy(template);
        var acknowledged = new Acknowledged();
        if (template is not null)
        {
            using var store = WorkspaceStore.Open(folder, Workload.Options(folder));
            store.Trust();
            acknowledged.StartFrom(store.Bindings());
        }

        var (said, exit) = Work(folder, acknowledged,
        [
            new("STET_FAULT_AT", at.ToString(CultureInfo.InvariantCulture)),
            new("STET_FAULT_ERRNO", mode.Error.ToString(CultureInfo.InvariantCulture)),
            new("STET_FAULT_SHORT", mode.Short ? "1" : "0"),
            new("STET_FAULT_ONWARDS", mode.Onwards ? "1" : "0"),
        ]);
        List<string> found = exit is 0 or 3 ? [] : [$"the workload ended with exit code {exit}", said];
        found.AddRange(acknowledged.Compare(folder, died: false));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        return (found, acknowledged.Refused);
    }

    private (string Said, int Exit) Work(string folder, Acknowledged acknowledged, KeyValuePair<string, string>[] faults)
    {
        using var child = Child.Start(folder, 2 * Steps, Steps, [.. faults, new("STET_FAULT_FOLDER", folder), new("LD_PRELOAD", library)]);
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        foreach (var line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            acknowledged.Hear(line);
        }

        return (said, child.ExitCode);
    }

    private string Copy(string? template)
    {
        var folder = Path.Combine(root, Guid.NewGuid().ToString("N"), ".stet");
        Directory.CreateDirectory(folder);
        foreach (var file in template is null ? [] : Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(template!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder;
    }
}
