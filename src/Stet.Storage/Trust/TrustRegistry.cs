using Stet.Storage.Platform;

namespace Stet.Storage.Trust;

/// <summary>
/// The stores that this user made or declared trusted on this machine: a line each in <c>trusted-stores</c> of the user's state folder,
/// "store machine file". A store that was copied, unpacked or received is another file and does not match.
/// </summary>
internal sealed class TrustRegistry(string? stateFolder)
{
    private const string Variable = "STET_STATE";

    private readonly string folder = stateFolder ?? DefaultFolder();

    private string Path => System.IO.Path.Combine(folder, "trusted-stores");

    public bool Contains(string store, string? file) => file is not null && Lines().Contains(Line(store, file));

    /// <summary>One appended line: several hosts may register at once.</summary>
    public void Add(string store, string? file)
    {
        if (file is null || Contains(store, file))
        {
            return;
        }

        PrivateFiles.CreateFolder(folder);
        using var stream = PrivateFiles.Stream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(Line(store, file) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    private string[] Lines() => File.Exists(Path) ? File.ReadAllLines(Path) : [];

    private static string Line(string store, string file) => $"{store} {Machine()} {file}";

    /// <summary>systemd's machine id where there is one (machine-id(5)), the host's name elsewhere.</summary>
    private static string Machine()
    {
        const string File = "/etc/machine-id";
        var id = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).Trim() : "";
        return id.Length > 0 ? id : Environment.MachineName;
    }

    private static string DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } stated)
        {
            return stated;
        }

        if (OperatingSystem.IsWindows())
        {
            return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "stet");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } xdg ? xdg : System.IO.Path.Combine(home, ".local", "state");
        return System.IO.Path.Combine(state, "stet");
    }
}
