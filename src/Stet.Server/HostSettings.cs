using System.Globalization;
using System.Text.Json;
using Stet.Protocol.Place;

namespace Stet.Server;

/// <param name="Idle">How long the host stays when nobody is attached and nothing runs; null for ever.</param>
/// <param name="Program">This program, as the front end that started it named it.</param>
internal sealed record HostSettings(TimeSpan? Idle, string Program)
{
    private const string IdleVariable = "STET_IDLE_SECONDS";
    private const string IdleSetting = "idleSeconds";

    private static readonly TimeSpan DefaultIdle = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The environment variable STET_IDLE_SECONDS, or else <c>"idleSeconds"</c> in <c>.stet/settings.json</c>: seconds, or "never".
    /// </summary>
    /// <exception cref="FormatException">One of them is neither.</exception>
    public static HostSettings Read(HostPlace place, string program)
    {
        var file = Path.Combine(place.Store, "settings.json");
        return Environment.GetEnvironmentVariable(IdleVariable) is { Length: > 0 } text
            ? new(ParseIdle(text, IdleVariable), program)
            : new(FromFile(file) is { } setting ? ParseIdle(setting, $"\"{IdleSetting}\" in {file}") : DefaultIdle, program);
    }

    internal static TimeSpan? ParseIdle(string text, string source)
    {
        if (text == "never")
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"{source} is '{text}'; it should be a number of seconds, or never.");
    }

    private static string? FromFile(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var settings = JsonDocument.Parse(File.ReadAllBytes(file));
            return settings.RootElement.TryGetProperty(IdleSetting, out var idle) ? idle.ToString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{file} is not a JSON object: {e.Message}");
        }
    }
}
