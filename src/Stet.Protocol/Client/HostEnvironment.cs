using System.Collections;

namespace Stet.Protocol.Client;

/// <summary>
/// The environment of a host: the user's, and settings of the runtime that a file beside the program cannot carry. What the user has set stands.
/// </summary>
internal static class HostEnvironment
{
    private static readonly Dictionary<string, string> Defaults = new()
    {
        // Every submission is new machine code: mapping it twice, writable and executable, costs start-up time and memory for each.
        ["DOTNET_EnableWriteXorExecute"] = "0",

        // 16 MB, in hexadecimal: the garbage of one compilation is small, and a nursery of the size of the cache would never be emptied.
        ["DOTNET_GCgen0size"] = "1000000",
    };

    public static IEnumerable<KeyValuePair<string, string>> Of(IEnumerable<DictionaryEntry> own)
    {
        var environment = new Dictionary<string, string>(Defaults);
        foreach (var entry in own)
        {
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return environment;
    }
}
