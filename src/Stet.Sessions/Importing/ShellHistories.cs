using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Stet.Sessions.Importing;

/// <summary>The history files of shells as their own readers understand them. Pure. A line without a time has null.</summary>
internal static partial class ShellHistories
{
    /// <summary>
    /// bash: a line for each command; where <c>HISTTIMEFORMAT</c> is set, a line <c>#SECONDS</c> before each, and then a command may have several lines.
    /// </summary>
    public static IEnumerable<(string Code, DateTimeOffset? Time)> Bash(string text)
    {
        DateTimeOffset? time = null;
        var lines = new List<string>();
        foreach (var line in Lines(text))
        {
            if (BashTime().Match(line) is { Success: true } stamp)
            {
                if (lines.Count > 0)
                {
                    yield return (string.Join('\n', lines), time);
                    lines.Clear();
                }

                time = Seconds(stamp.Groups[1].Value);
            }
            else if (time is null)
            {
                yield return (line, null);
            }
            else
            {
                lines.Add(line);
            }
        }

        if (lines.Count > 0)
        {
            yield return (string.Join('\n', lines), time);
        }
    }

    /// <summary>zsh: <c>: SECONDS:DURATION;COMMAND</c>, or the command alone; a backslash at the end of a line goes on in the next one; its own escapes for bytes from 0x83 on.</summary>
    public static IEnumerable<(string Code, DateTimeOffset? Time)> Zsh(byte[] bytes)
    {
        var entry = new StringBuilder();
        foreach (var line in Lines(Encoding.UTF8.GetString(Unmetafied(bytes))))
        {
            if (line.EndsWith('\\'))
            {
                entry.Append(line.AsSpan(0, line.Length - 1)).Append('\n');
                continue;
            }

            var whole = entry.Append(line).ToString();
            entry.Clear();
            yield return ZshTime().Match(whole) is { Success: true } stamp ? (whole[stamp.Length..], Seconds(stamp.Groups[1].Value)) : (whole, null);
        }
    }

    /// <summary>fish: <c>- cmd: COMMAND</c> and <c>when: SECONDS</c> below it; <c>\n</c> and <c>\\</c> are escapes.</summary>
    public static IEnumerable<(string Code, DateTimeOffset? Time)> Fish(string text)
    {
        string? code = null;
        DateTimeOffset? time = null;
        foreach (var line in Lines(text))
        {
            if (line.StartsWith("- cmd: ", StringComparison.Ordinal))
            {
                if (code is not null)
                {
                    yield return (code, time);
                }

                (code, time) = (FishEscape().Replace(line["- cmd: ".Length..], m => m.Value == "\\n" ? "\n" : "\\"), null);
            }
            else if (line.StartsWith("  when: ", StringComparison.Ordinal))
            {
                time = Seconds(line["  when: ".Length..]);
            }
        }

        if (code is not null)
        {
            yield return (code, time);
        }
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(line => line.Trim().Length > 0);

    private static DateTimeOffset? Seconds(string text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>A byte 0x83 says that the next one is meant with its bit 5 the other way round.</summary>
    private static byte[] Unmetafied(byte[] bytes)
    {
        const byte meta = 0x83;
        var plain = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            plain.Add(bytes[i] == meta && i + 1 < bytes.Length ? (byte)(bytes[++i] ^ 32) : bytes[i]);
        }

        return [.. plain];
    }

    [GeneratedRegex(@"^#(\d{6,12})\s*$")]
    private static partial Regex BashTime();

    [GeneratedRegex(@"^: (\d+):\d+;")]
    private static partial Regex ZshTime();

    [GeneratedRegex(@"\\n|\\\\")]
    private static partial Regex FishEscape();
}
