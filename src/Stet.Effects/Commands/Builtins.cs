using System.Collections.Immutable;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>Commands that the shell itself carries out: they change what the following ones mean.</summary>
internal static class Builtins
{
    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new()
    {
        ["cd"] = call => ChangeTo(call, call.Line().Operands is [var to, ..] ? to : new(call.Walk.State.Value("HOME"))),
        ["pushd"] = Push,
        ["popd"] = Pop,
        ["export"] = Assign,
        ["declare"] = Assign,
        ["typeset"] = Assign,
        ["local"] = Assign,
        ["readonly"] = Assign,
        ["set"] = Set,
        ["shift"] = Shift,
        ["alias"] = Alias,
        ["unalias"] = Nothing,
        ["unset"] = Unset,
        ["eval"] = Eval,
        ["exec"] = call => call.Walk.RunProgram(CommandLine.Read(call.Arguments, new HashSet<string> { "-a" }, new HashSet<string>(), stopsAtOperand: true).Operands, call.Input),
        ["command"] = Command,
        ["builtin"] = call => call.Walk.RunProgram(call.Arguments, call.Input),
        ["source"] = Source,
        ["."] = Source,
        ["read"] = Read,
        ["mapfile"] = Read,
        ["readarray"] = Read,
        ["trap"] = call => call.Arguments is [{ Text: not ("-" or "" or "-l" or "-p") }, _, ..] ? call.Walk.RunText(call.Arguments[0].Text, Produced.Unknown) : Produced.Nothing,
        ["history"] = History,
        ["test"] = Nothing,
        ["["] = Nothing,
        [":"] = Nothing,
        ["true"] = Nothing,
        ["false"] = Nothing,
        ["return"] = Nothing,
        ["exit"] = Nothing,
        ["break"] = Nothing,
        ["continue"] = Nothing,
        ["wait"] = Nothing,
        ["jobs"] = Nothing,
        ["fg"] = Nothing,
        ["bg"] = Nothing,
        ["disown"] = Nothing,
        ["umask"] = Nothing,
        ["ulimit"] = Nothing,
        ["shopt"] = Nothing,
        ["type"] = Nothing,
        ["hash"] = Nothing,
        ["let"] = Nothing,
        ["getopts"] = Nothing,
        ["dirs"] = Nothing,
        ["help"] = Nothing,
        ["bind"] = Nothing,
        ["complete"] = Nothing,
        ["pwd"] = call => new(call.Walk.State.Directory),
        ["echo"] = call => Echo.Of(call),
        ["printf"] = call => Echo.Formatted(call),
    };

    private static Produced Nothing(CommandCall call) => Produced.Nothing;

    private static Produced ChangeTo(CommandCall call, Argument folder)
    {
        var state = call.Walk.State;
        call.Walk.State = state with { Directory = folder.Text == "-" ? state.Value("OLDPWD") is { Length: > 0 } old ? old : null : call.Findings.Path(folder) };
        return Produced.Nothing;
    }

    private static Produced Push(CommandCall call)
    {
        call.Walk.State = call.Walk.State with { Pushed = call.Walk.State.Pushed.Push(call.Walk.State.Directory) };
        return ChangeTo(call, call.Line().Operands is [var to, ..] ? to : new(null));
    }

    private static Produced Pop(CommandCall call)
    {
        var pushed = call.Walk.State.Pushed;
        call.Walk.State = pushed.IsEmpty ? call.Walk.State with { Directory = null } : call.Walk.State with { Directory = pushed.Peek(), Pushed = pushed.Pop() };
        return Produced.Nothing;
    }

    private static Produced Assign(CommandCall call)
    {
        foreach (var text in call.Arguments.Select(a => a.Text).OfType<string>().Where(t => t.IndexOf('=', StringComparison.Ordinal) > 0))
        {
            SetVariable(call.Walk, text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        return Produced.Nothing;
    }

    private static Produced Set(CommandCall call)
    {
        var marker = call.Arguments.ToList().FindIndex(a => a.Text == "--");
        if (marker >= 0 || call.Arguments is [{ Text: { } first }, ..] && first is not ['-' or '+', ..])
        {
            call.Walk.State = call.Walk.State with { Positional = [.. call.Arguments.Skip(marker + 1).Select(a => a.Text)] };
        }

        return Produced.Nothing;
    }

    private static Produced Shift(CommandCall call)
    {
        var positional = call.Walk.State.Positional;
        call.Walk.State = call.Walk.State with { Positional = positional.Length == 0 ? positional : positional.RemoveAt(0) };
        return Produced.Nothing;
    }

    private static Produced Alias(CommandCall call)
    {
        foreach (var parts in call.Arguments.Select(a => a.Text?.Split('=', 2)).Where(p => p?.Length == 2))
        {
            call.Walk.State = call.Walk.State with { Aliases = call.Walk.State.Aliases.SetItem(parts![0], parts[1]) };
        }

        return Produced.Nothing;
    }

    private static Produced Unset(CommandCall call)
    {
        call.Walk.State = call.Walk.State with { Variables = call.Walk.State.Variables.RemoveRange(call.Arguments.Select(a => a.Text).OfType<string>()) };
        return Produced.Nothing;
    }

    /// <summary>In this very shell: what it sets stays.</summary>
    private static Produced Eval(CommandCall call) => call.Arguments.Any(a => a.Text is null)
        ? call.Walk.RunsWhat("eval of a text that is only known when it runs")
        : call.Walk.Within("eval", () => call.Walk.Run(ShellParser.Parse(string.Join(' ', call.Arguments.Select(a => a.Text))), call.Input));

    private static Produced Command(CommandCall call)
    {
        var line = CommandLine.Read(call.Arguments, new HashSet<string>(), new HashSet<string>(), stopsAtOperand: true);
        return line.Has("-v", "-V") ? Produced.Unknown : call.Walk.RunProgram(line.Operands, call.Input);
    }

    private static Produced Source(CommandCall call) => call.Arguments is [{ Text: { } path }, ..] && call.Walk.State.Processes.TryGetValue(path, out var text)
        ? call.Walk.Within("source", () => call.Walk.RunText(text.Text, Produced.Unknown)) : call.Walk.RunsWhat($"the script {(call.Arguments.Count > 0 ? call.Arguments[0] : default)}");

    private static Produced Read(CommandCall call)
    {
        foreach (var name in call.Arguments.Select(a => a.Text).OfType<string>().Where(t => t is [not '-', ..]))
        {
            SetVariable(call.Walk, name, call.Input.Lines is [var only] ? only : null);
        }

        return Produced.Nothing;
    }

    private static Produced History(CommandCall call)
    {
        if (call.Arguments.Any(a => a.Text is "-c" or "-d"))
        {
            call.Findings.AddNamed(Verb.Deletes, "the shell's history");
        }

        return Produced.Unknown;
    }

    private static void SetVariable(ShellWalk walk, string name, string? value) =>
        walk.State = walk.State with { Variables = walk.State.Variables.SetItem(name, value) };
}
