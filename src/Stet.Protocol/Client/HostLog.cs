using Stet.Protocol.Place;

namespace Stet.Protocol.Client;

/// <summary>Reads what hosts have written to <c>host.log</c>. Each host opens its part with a line that names its process id.</summary>
internal static class HostLog
{
    private const int LongestTail = 8 * 1024 * 1024;
    private const long LongestLog = 4 * 1024 * 1024;

    /// <summary>The first line of a host's part of the log.</summary>
    public static string OpeningLine(int pid) => $"--- host {pid} begins";

    /// <summary>Begins a new log where the old one has grown long. Only while no host runs.</summary>
    public static void Shorten(HostPlace place)
    {
        var log = new FileInfo(place.Log);
        if (log.Exists && log.Length > LongestLog)
        {
            File.Move(place.Log, place.Log + ".old", overwrite: true);
        }
    }

    /// <summary>The end of what the host with this process id wrote; of the whole log, where it wrote no opening line.</summary>
    public static string Tail(HostPlace place, int? pid)
    {
        if (!File.Exists(place.Log))
        {
            return "";
        }

        using var file = new FileStream(place.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(Math.Max(0, file.Length - LongestTail), SeekOrigin.Begin);
        var tail = new StreamReader(file).ReadToEnd();
        var opening = pid is { } p ? OpeningLine(p) : null;
        var at = opening is null ? -1 : tail.LastIndexOf(opening, StringComparison.Ordinal);
        return at < 0 ? tail : tail[(tail.IndexOf('\n', at) + 1)..];
    }
}
