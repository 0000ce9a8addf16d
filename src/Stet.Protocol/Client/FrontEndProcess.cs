using System.Collections;

namespace Stet.Protocol.Client;

/// <summary>What a session's shell lines take over of the process that the user started.</summary>
public static class FrontEndProcess
{
    /// <summary>As <c>NAME=value</c>.</summary>
    public static IReadOnlyList<string> Environment =>
        [.. System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => $"{e.Key}={e.Value}")];

    /// <summary>The mask for new files; null where the system does not tell it without changing it.</summary>
    public static int? FileMask
    {
        get
        {
            const string status = "/proc/self/status", label = "Umask:";
            var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal)) : null;
            return line is null ? null : Convert.ToInt32(line[label.Length..].Trim(), 8);
        }
    }
}
