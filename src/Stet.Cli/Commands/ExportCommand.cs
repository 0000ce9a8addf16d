using Stet.Cli.Output;
using Stet.Protocol.Client;

namespace Stet.Cli.Commands;

/// <summary><c>stet export NAME [-o DIR]</c>: a function as a project of its own. Writes into a new or empty folder, or over an earlier export.</summary>
internal static class ExportCommand
{
    /// <summary>The file by which an earlier export is known.</summary>
    private const string Mark = "CommandLine/CommandLine.csproj";

    public static int Run(Invocation invocation)
    {
        var name = invocation.Operand!;
        var folder = Path.GetFullPath(invocation.Output ?? name);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Mark)))
        {
            throw new UsageException($"{folder} is there, and is no earlier export. Name another folder: stet export {name} -o DIR");
        }

        using var session = new RemoteWorkspace(invocation.Workspace, HostProgram.Path).AttachAsync(new(invocation.Directory, "export")).GetAwaiter().GetResult();
        var project = session.Export(name, folder).GetAwaiter().GetResult();
        if (project.Trouble.Length > 0)
        {
            Streams.WriteError($"stet: {project.Trouble}\n");
            return ExitCode.Failed;
        }

        RemoveSources(folder);
        foreach (var file in project.Files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Content);
        }

        Streams.WriteError(string.Concat(project.Told.Select(t => $"note: {t}\n")));
        var shown = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        Streams.Write($"{shown}: dotnet run --project {shown} -- --help; dotnet publish {shown}\n");
        return ExitCode.Done;
    }

    /// <summary>What an earlier export had and this one has not must not be compiled with it.</summary>
    private static void RemoveSources(string folder)
    {
        if (Directory.Exists(folder))
        {
            string[] built = [Path.Combine(folder, "bin"), Path.Combine(folder, "obj"), Path.Combine(folder, "CommandLine", "bin"), Path.Combine(folder, "CommandLine", "obj")];
            var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(f => !built.Any(b => f.StartsWith(b + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
            foreach (var source in sources.ToList())
            {
                File.Delete(source);
            }
        }
    }
}
