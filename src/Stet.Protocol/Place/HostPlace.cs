using System.Security.Cryptography;
using System.Text;

namespace Stet.Protocol.Place;

/// <summary>Where a workspace's host keeps what others need to find it: paths only, nothing is read or written here.</summary>
public sealed class HostPlace
{
    /// <summary>The longest path a Unix socket can have, its ending zero not counted: sun_path is 108 bytes on Linux, 104 on macOS.</summary>
    private const int LongestSocketPath = 103;

    /// <param name="folder">The workspace directory; need not exist.</param>
    public HostPlace(string folder)
    {
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Store = Path.Combine(Folder, ".stet");
        Socket = ShortEnough(Path.Combine(Store, "host.sock"));
    }

    public string Folder { get; }

    /// <summary>The folder <c>.stet</c>, which only the user can open (mode 0700).</summary>
    public string Store { get; }

    /// <summary>The socket; below the temp folder where the workspace's own path is too long for one.</summary>
    public string Socket { get; }

    /// <summary>Names the running host; see <see cref="HostRecord"/>.</summary>
    public string Record => Path.Combine(Store, "host.json");

    /// <summary>What the host wrote to its standard output and error, which includes the runtime's last words at a crash.</summary>
    public string Log => Path.Combine(Store, "host.log");

    /// <summary>Locked by the host while it lives; the system frees it however the host ends.</summary>
    public string HostLock => Path.Combine(Store, "host.lock");

    /// <summary>Locked by the front end that starts a host, until the host answers.</summary>
    public string StartLock => Path.Combine(Store, "start.lock");

    /// <summary>The temp folder is used, not XDG_RUNTIME_DIR, because two front ends of one user can have different environments.</summary>
    private static string ShortEnough(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) <= LongestSocketPath)
        {
            return path;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
        return $"/tmp/stet-{Environment.UserName}/{name}.sock";
    }
}
