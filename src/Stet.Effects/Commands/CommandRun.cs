using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects.Commands;

/// <summary>Decides what looks at a command: code of its own where its arguments have a grammar of their own, else the table.</summary>
internal static class CommandRun
{
    private static readonly Dictionary<string, Func<CommandCall, Produced>> Own = new(
        [.. Builtins.All, .. Wrappers.All, .. Producers.All, .. FindCommand.All, .. CopyCommands.All, .. FileCommands.All, .. GitCommand.All, .. ContainerCommand.All, .. EmbeddedCode.All, .. SqlCommand.All]);

    public static Produced Of(CommandCall call)
    {
        call = call with { Name = PathText.NameOf(call.Name) };
        if (Builtins.All.TryGetValue(call.Name, out var builtin))
        {
            return builtin(call);
        }

        call.Walk.Log.Add(EffectKinds.StartsProcesses, call.Walk.ChainTo(call.Name));
        return call.Arguments.Any(a => a.Text is "--help" or "--version") && !call.Arguments.Any(a => a.Text == "--") ? Produced.Unknown
            : Own.TryGetValue(call.Name, out var own) ? own(call)
            : CommandTable.Standard.Find(call.Name) is { Wraps: { } skipped } ? Wrappers.Run(call, skipped)
            : ByTable(call, call.Line());
    }

    public static Produced ByTable(CommandCall call, CommandLine line)
    {
        var entry = CommandTable.Standard.Find(call.Name);
        var inner = entry?.Rules.Where(r => r.FitsSubcommands(line)).ToList() ?? [];
        if (entry is null || (inner.Count == 0 && entry.HasSubcommands && line.Operands.Count > 0))
        {
            call.Findings.Add(Verb.Runs);
            return Produced.Unknown;
        }

        var fitting = inner.Where(r => r.Fits(line)).ToList();
        foreach (var rule in fitting.FirstOrDefault(r => r.IsOnly) is { } only ? [only] : fitting)
        {
            rule.Apply(line, call.Findings);
        }

        return Produced.Unknown;
    }
}
