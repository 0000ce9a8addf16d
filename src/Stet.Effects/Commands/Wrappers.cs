using System.Text.RegularExpressions;
using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects.Commands;

/// <summary>Programs that run another one, which is what matters: <c>sudo</c>, <c>env</c>, <c>sh -c</c>, <c>xargs</c>, <c>ssh</c>.</summary>
internal static partial class Wrappers
{
    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new()
    {
        ["sh"] = Shell,
        ["bash"] = Shell,
        ["zsh"] = Shell,
        ["dash"] = Shell,
        ["ksh"] = Shell,
        ["ash"] = Shell,
        ["fish"] = Shell,
        ["xargs"] = XargsCommand.Run,
        ["parallel"] = XargsCommand.Parallel,
        ["ssh"] = Remote,
        ["su"] = Scripted,
        ["runuser"] = Scripted,
        ["flock"] = call => Option(call, "-c", "--command") ?? Run(call, 1),
        ["script"] = ScriptCommand,
        ["at"] = FromInput,
        ["batch"] = FromInput,
        ["tmux"] = LastText,
        ["screen"] = call => Run(call, 0),
        ["xterm"] = LastText,
        ["chroot"] = call => InElsewhere(call, call.Line(stopsAtOperand: true).Operands, 1, "another root", VictimKind.Unknown),
    };

    /// <param name="skipped">Operands of its own before the program.</param>
    public static Produced Run(CommandCall call, int skipped)
    {
        var words = call.Line(stopsAtOperand: true).Operands.Skip(skipped).SkipWhile(w => w.Text is { } text && Setting().IsMatch(text)).ToList();
        CommandTable.Standard.Find(call.Name)?.Rules.Where(r => r.Fits(call.Line(stopsAtOperand: true))).ToList().ForEach(r => r.Apply(call.Line(stopsAtOperand: true), call.Findings));
        var inner = words is [{ Text: { } only }] && only.Any(char.IsWhiteSpace) ? () => call.Walk.RunText(only, call.Input) : (Func<Produced>)(() => call.Walk.RunProgram(words, call.Input));
        return words.Count == 0 ? Produced.Unknown : call.Walk.Within(call.Name, inner);
    }

    /// <summary>The rest of the operands, as a program that runs where this file system is not.</summary>
    public static Produced InElsewhere(CommandCall call, IReadOnlyList<Argument> operands, int skipped, string place, VictimKind kind)
    {
        var words = operands.Skip(skipped).ToList();
        return words.Count == 0 ? Produced.Unknown : call.Walk.Within(call.Name, () => call.Walk.InSubshell(() =>
        {
            call.Walk.State = call.Walk.State with { Elsewhere = new(place, kind), Directory = null };
            return call.Walk.RunProgram(words, call.Input);
        }));
    }

    private static Produced Shell(CommandCall call)
    {
        var line = call.Line();
        if (line.Has("-n"))
        {
            return Produced.Unknown;
        }

        if (line.Has("-c"))
        {
            return call.Walk.Within($"{call.Name} -c", () => call.Walk.RunText(line.ValuesOf("-c").FirstOrDefault().Text, call.Input, [.. line.Operands.Skip(1).Select(o => o.Text)]));
        }

        return line.Operands.Count > 0 && !line.Has("-s") ? call.Walk.RunsWhat($"the script {line.Operands[0]}")
            : call.Walk.Within(call.Name, () => call.Walk.RunText(call.Input.Text, Produced.Unknown));
    }

    private static Produced Remote(CommandCall call)
    {
        call.Findings.Add(Verb.Network);
        var operands = call.Line(stopsAtOperand: true).Operands;
        if (operands.Count < 2 || operands.Any(o => o.Text is null))
        {
            return Produced.Unknown;
        }

        return call.Walk.Within($"{call.Name} {operands[0]}", () => call.Walk.InSubshell(() =>
        {
            call.Walk.State = call.Walk.State with { Elsewhere = new(operands[0].Text!, VictimKind.Other), Directory = null };
            return call.Walk.RunText(string.Join(' ', operands.Skip(1).Select(o => o.Text)), Produced.Unknown);
        }));
    }

    private static Produced Scripted(CommandCall call) => Option(call, "-c", "--command") ?? (call.Arguments.Any(a => a.Text == "--") ? Run(call, 0) : Produced.Unknown);

    private static Produced? Option(CommandCall call, params System.Collections.Immutable.ImmutableArray<string> names) =>
        call.Line().ValuesOf(names).FirstOrDefault() is { Text: { } text } ? call.Walk.Within(call.Name, () => call.Walk.RunText(text, call.Input)) : null;

    private static Produced ScriptCommand(CommandCall call)
    {
        Option(call, "-c", "--command");
        call.Findings.Add(call.Line().Has("-a", "--append") ? Verb.Appends : Verb.Overwrites, call.Line().Operands is [var file, ..] ? [file] : [new("typescript")]);
        return Produced.Unknown;
    }

    private static Produced FromInput(CommandCall call) =>
        call.Line().Has("-l", "-r", "-d", "-c") ? Produced.Unknown : call.Walk.Within(call.Name, () => call.Walk.RunText(call.Input.Text, Produced.Unknown));

    /// <summary>What it runs is its last argument, or all behind <c>-e</c>.</summary>
    private static Produced LastText(CommandCall call)
    {
        var marker = call.Arguments.ToList().FindIndex(a => a.Text is "-e" or "-x");
        if (marker >= 0)
        {
            return call.Walk.Within(call.Name, () => call.Walk.RunProgram([.. call.Arguments.Skip(marker + 1)], call.Input));
        }

        var last = call.Arguments.LastOrDefault();
        return last.Text is { } text && text.Any(char.IsWhiteSpace) ? call.Walk.Within(call.Name, () => call.Walk.RunText(text, call.Input)) : Produced.Unknown;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*=")]
    private static partial Regex Setting();
}
