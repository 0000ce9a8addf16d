using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stet.Protocol.Place;

/// <summary><c>.stet/host.json</c>: names the running host. Written atomically by the host, removed at a clean stop.</summary>
/// <param name="Endpoints">Where it listens: <c>unix:/path</c>.</param>
/// <param name="Sessions">How many front ends are attached.</param>
public sealed record HostRecord(int Pid, string Version, IReadOnlyList<string> Endpoints, int Sessions, DateTimeOffset Started)
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(HostPlace place)
    {
        var draft = place.Record + ".new";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(this, HostRecordJson.Default.HostRecord));
        File.Move(draft, place.Record, overwrite: true);
    }

    /// <summary>What the last host wrote, whether it still runs or not; null where there is none or it cannot be understood.</summary>
    public static HostRecord? Read(HostPlace place)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(place.Record), HostRecordJson.Default.HostRecord);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostRecord))]
internal sealed partial class HostRecordJson : JsonSerializerContext;
