namespace Stet.Effects.Shell;

/// <summary>The value of <c>${name}</c> with what its operator does to it; null where that is not known.</summary>
internal static class ParameterValue
{
    public static string? Of(ParameterPart part, ShellState state, Expander expander)
    {
        var value = state.Value(part.Name);
        var argument = part.Argument is null ? "" : expander.Text(part.Argument);
        return part.Operator switch
        {
            "" => value,
            ":-" or "-" or ":=" or "=" or ":?" or "?" => value?.Length == 0 ? argument : value,
            ":+" or "+" => value?.Length == 0 ? "" : argument,
            _ when value is null || argument is null => null,
            "%" or "%%" => WithoutEnd(value, argument, longest: part.Operator == "%%"),
            "#" when part.Argument is null => null,
            "#" or "##" => WithoutStart(value, argument, longest: part.Operator == "##"),
            "/" or "//" when argument.Split('/', 2) is var pair && !Globbing.IsPattern(pair[0]) && pair[0].Length > 0 => value.Replace(pair[0], pair.ElementAtOrDefault(1) ?? "", StringComparison.Ordinal),
            "^^" => value.ToUpperInvariant(),
            ",," => value.ToLowerInvariant(),
            _ => null,
        };
    }

    private static string WithoutEnd(string value, string pattern, bool longest)
    {
        var starts = Enumerable.Range(0, value.Length + 1).Where(i => Globbing.Matches(value[i..], pattern, acrossFolders: true)).ToList();
        return starts.Count == 0 ? value : value[..(longest ? starts[0] : starts[^1])];
    }

    private static string WithoutStart(string value, string pattern, bool longest)
    {
        var ends = Enumerable.Range(0, value.Length + 1).Where(i => Globbing.Matches(value[..i], pattern, acrossFolders: true)).ToList();
        return ends.Count == 0 ? value : value[(longest ? ends[^1] : ends[0])..];
    }
}
