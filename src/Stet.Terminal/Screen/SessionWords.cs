using System.Globalization;
using System.Text.RegularExpressions;
using Stet.Model;

namespace Stet.Terminal.Screen;

/// <summary>A session as people tell it from others: this one, or a front end and when it began. Pure.</summary>
internal static partial class SessionWords
{
    public static string Of(HistoryHit hit, DateTimeOffset now) =>
        hit.IsOwn ? "this session"
            : Id().Match(hit.Entry.Session.Value) is { Success: true } id ? $"{id.Groups[1].Value} {When(id.Groups[2].Value, now)}" : hit.Entry.Session.Value;

    private static string When(string utc, DateTimeOffset now)
    {
        var begun = DateTimeOffset.ParseExact(utc, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToOffset(now.Offset);
        return begun.ToString(begun.Date == now.Date ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>As the engine makes them: front end, time, process, number.</summary>
    [GeneratedRegex(@"^([a-z]+)-(\d{14})-\d+-\d+$")]
    private static partial Regex Id();
}
