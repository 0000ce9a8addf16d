using System.Text.RegularExpressions;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>Programs of one line in other languages: looked through for the calls in <c>scripts.txt</c>.</summary>
internal static class EmbeddedCode
{
    private const string Literal = """["']((?:[^"'\\]|\\.)*)["']""";

    private static readonly Lazy<List<(string[] Names, Verb Verb, Regex Call)>> Table = new(() =>
        [.. TableText.Lines("scripts.txt").Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ', 3))
            .Select(t => (t[0].Split(','), Enum.Parse<Verb>(t[1], ignoreCase: true), new Regex(t[2].Trim().Replace("LITERAL", Literal, StringComparison.Ordinal))))]);

    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new()
    {
        ["python"] = Python,
        ["python2"] = Python,
        ["python3"] = Python,
        ["perl"] = Perl,
        ["ruby"] = Perl,
        ["node"] = call => ByOption(call, "node", "-e", "-p", "--eval", "--print"),
        ["php"] = call => ByOption(call, "php", "-r"),
        ["pwsh"] = call => ByOption(call, "pwsh", "-c", "-Command"),
        ["powershell"] = call => ByOption(call, "pwsh", "-c", "-Command"),
        ["awk"] = Awk,
        ["gawk"] = Awk,
        ["mawk"] = Awk,
        ["nawk"] = Awk,
    };

    private static Produced Python(CommandCall call)
    {
        var line = CommandLine.Read(call.Arguments, new HashSet<string> { "-c", "-m", "-W", "-X" }, new HashSet<string>(), stopsAtOperand: true);
        if (line.ValuesOf("-m").FirstOrDefault().Text is { } module)
        {
            return module is "pip" ? call.Walk.RunProgram([new("pip"), .. line.Operands], call.Input) : Other(call, module is "venv" or "http.server" or "json.tool" ? Verb.Appends : Verb.Runs);
        }

        return line.Has("-c") ? Scan(call, "python", line.ValuesOf("-c").FirstOrDefault().Text) : Other(call, Verb.Runs);
    }

    /// <summary>With <c>-i</c>, the operands are rewritten in place.</summary>
    private static Produced Perl(CommandCall call)
    {
        var arguments = call.Arguments.Select(a => a.Text is { } t && Regex.IsMatch(t, "^-[npalw0]*i") ? new Argument("-Z") : a).ToList();
        var line = CommandLine.Read(arguments, new HashSet<string> { "-e", "-E", "-M", "-I", "-r" }, new HashSet<string>());
        if (line.Has("-Z"))
        {
            var bundled = arguments.FindIndex(a => a.Text == "-Z") is var at && call.Arguments[at].Text!.EndsWith('e');
            call.Findings.Add(Verb.Overwrites, [.. line.Operands.Skip(bundled ? 1 : 0)]);
        }

        return line.ValuesOf("-e", "-E").FirstOrDefault().Text is { } code ? Scan(call, call.Name, code) : line.Has("-Z") ? Produced.Unknown : Other(call, Verb.Runs);
    }

    private static Produced ByOption(CommandCall call, string language, params string[] options)
    {
        var line = CommandLine.Read(call.Arguments, options.ToHashSet(), options.Where(o => o.Length > 2).ToHashSet());
        return line.ValuesOf([.. options]).FirstOrDefault().Text is { } code ? Scan(call, language, code) : Other(call, Verb.Runs);
    }

    private static Produced Awk(CommandCall call)
    {
        var line = CommandLine.Read(call.Arguments, new HashSet<string> { "-F", "-v", "-f", "-i", "--include" }, new HashSet<string>());
        if (line.ValuesOf("-i", "--include").Any(v => v.Text == "inplace"))
        {
            call.Findings.Add(Verb.Overwrites, [.. line.Operands.Skip(1)]);
        }

        call.Findings.Add(Verb.Reads);
        return line.Has("-f") ? Other(call, Verb.Runs) : Scan(call, "awk", line.Operands is [{ Text: { } code }, ..] ? code : null);
    }

    private static Produced Other(CommandCall call, Verb verb)
    {
        call.Findings.Add(verb);
        return Produced.Unknown;
    }

    private static Produced Scan(CommandCall call, string language, string? code)
    {
        if (code is null)
        {
            return Other(call, Verb.Runs);
        }

        foreach (var (_, verb, pattern) in Table.Value.Where(t => t.Names.Contains(language)))
        {
            foreach (Match match in pattern.Matches(code))
            {
                Found(call, verb, match);
            }
        }

        return Produced.Unknown;
    }

    private static void Found(CommandCall call, Verb verb, Match match)
    {
        var named = match.Groups.Values.Skip(1).FirstOrDefault(g => g.Success)?.Value;
        if (verb == Verb.Runs)
        {
            call.Walk.Within(call.Name, () => call.Walk.RunText(named, Produced.Unknown));
        }
        else if (named is null)
        {
            call.Findings.AddUnknown(verb, $"what {match.Value.TrimEnd('(', ' ')} is given");
        }
        else
        {
            call.Findings.Add(verb, [new(named)]);
        }
    }
}
