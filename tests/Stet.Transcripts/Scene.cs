using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Stet.Transcripts;

/// <summary>
/// Where one transcript plays: a fresh folder with a workspace in it, a machine's own state, and the front ends that run.
/// Whatever was started here is ended on disposal.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Dictionary<string, FrontEnd> sessions = [];
    private readonly Dictionary<string, string> environment = [];
    private readonly HashSet<string> workspaces = [];
    private string machine = "here";
    private bool killsAtNextPrompt;

    /// <param name="command">The command under test, absolute.</param>
    public Scene(string command)
    {
        Folder = Directory.CreateTempSubdirectory("stet-transcript-").FullName;
        var commands = Directory.CreateDirectory(Path.Combine(Folder, ".bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(commands, "stet"), command);
        Commands = commands;
        Workspace = Enter("workspace");
    }

    /// <summary>Absolute path of the folder that holds everything of this scene.</summary>
    public string Folder { get; }

    /// <summary>Absolute path of the workspace that sessions join now.</summary>
    public string Workspace { get; private set; }

    private string Commands { get; }

    /// <summary>Submits to the session of that name, which is started if it is not there. Gives the lines of JSON that answer it.</summary>
    public async Task<IReadOnlyList<string>> Submit(string session, string code)
    {
        if (!sessions.TryGetValue(session, out var frontEnd))
        {
            sessions[session] = frontEnd = new(Start(Path.Combine(Commands, "stet"), ["--json"], Workspace), Patience);
        }

        var said = await frontEnd.Submit(code, untilKept: !killsAtNextPrompt);
        if (killsAtNextPrompt)
        {
            killsAtNextPrompt = false;
            await KillEverything();
        }

        return said;
    }

    /// <summary>The next submission's outcome is the signal to kill front ends and host, whether it is kept by then or not.</summary>
    public void KillAtNextPrompt() => killsAtNextPrompt = true;

    /// <summary>Runs a whole command in the scene's folder, and gives what it printed and how it ended.</summary>
    public async Task<string> Shell(string command)
    {
        using var process = Process.Start(Start("bash", ["-c", "exec 2>&1; " + command], Folder))!;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Patience);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0 ? output.TrimEnd('\n') : $"{output}[exit code {process.ExitCode}]";
    }

    /// <summary>Makes a workspace of the scene the one that sessions join.</summary>
    public string Enter(string workspace)
    {
        workspaces.Add(Path.Combine(Folder, workspace));
        return Workspace = Directory.CreateDirectory(Path.Combine(Folder, workspace)).FullName;
    }

    /// <summary>From now on commands run as on another machine: with another user's state.</summary>
    public void MoveToMachine(string name) => machine = name;

    public void SetVariable(string name, string value) => environment[name] = value;

    /// <summary>Kills the host of the workspace as a power cut would, and waits until it is gone.</summary>
    public async Task KillHost()
    {
        using var host = Process.GetProcessById(HostProcess(Workspace) ?? throw new InvalidOperationException($"{Workspace} has no running host to kill."));
        host.Kill();
        await host.WaitForExitAsync();
    }

    public async Task KillSession(string name)
    {
        await sessions[name].Kill();
        sessions.Remove(name);
    }

    public async Task KillEverything()
    {
        foreach (var name in sessions.Keys.ToList())
        {
            await KillSession(name);
        }

        await KillHost();
    }

    /// <summary>Ends a session as at the end of its input.</summary>
    public async Task CloseSession(string name)
    {
        if (sessions.Remove(name, out var frontEnd))
        {
            await frontEnd.Close();
            frontEnd.Dispose();
        }
    }

    public async Task CloseSessions()
    {
        foreach (var name in sessions.Keys.ToList())
        {
            await CloseSession(name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var frontEnd in sessions.Values)
        {
            frontEnd.Dispose();
        }

        foreach (var host in workspaces.Select(HostProcess).OfType<int>())
        {
            using var process = Process.GetProcessById(host);
            process.Kill();
            await process.WaitForExitAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The process id in <c>.stet/host.json</c>, or null where there is no such process.</summary>
    private static int? HostProcess(string workspace)
    {
        var path = Path.Combine(workspace, ".stet", "host.json");
        if (!File.Exists(path))
        {
            return null;
        }

        using var description = JsonDocument.Parse(File.ReadAllText(path));
        var id = description.RootElement.GetProperty("pid").GetInt32();
        return Directory.Exists("/proc/" + id.ToString(CultureInfo.InvariantCulture)) ? id : null;
    }

    private ProcessStartInfo Start(string command, string[] arguments, string directory)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Commands}:{start.Environment["PATH"]}";
        start.Environment["STET_STATE"] = Directory.CreateDirectory(Path.Combine(Folder, ".machine", machine)).FullName;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
