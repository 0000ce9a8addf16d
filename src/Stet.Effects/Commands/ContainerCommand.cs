using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects.Commands;

/// <summary><c>docker</c> and <c>podman</c>: a program run in a container sees other files, some of which may be ours.</summary>
internal static class ContainerCommand
{
    private static readonly HashSet<string> Takes =
    [
        "-v", "--volume", "-e", "--env", "-p", "--publish", "--name", "-w", "--workdir", "-u", "--user", "--network", "--net", "-h", "--hostname", "--entrypoint", "-m",
        "--memory", "--mount", "--env-file", "-l", "--label", "--cpus", "--restart", "--platform", "--add-host", "--device", "-f", "--file", "--context", "-H", "--log-level",
    ];

    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new() { ["docker"] = Run, ["podman"] = Run, ["nerdctl"] = Run };

    private static Produced Run(CommandCall call)
    {
        var global = CommandLine.Read(call.Arguments, Takes, new HashSet<string>(), stopsAtOperand: true);
        if (global.Operands is [{ Text: "run" or "exec" or "create" }, ..])
        {
            call.Findings.Add(Verb.Network);
            var inner = CommandLine.Read([.. global.Operands.Skip(1)], Takes, new HashSet<string>(), stopsAtOperand: true);
            return Wrappers.InElsewhere(call, inner.Operands, 1, inner.Operands is [var image, ..] ? $"in the container {image}" : "in a container", VictimKind.Unknown);
        }

        if (global.Operands is [{ Text: "compose" }, ..])
        {
            return CommandRun.Of(call with { Name = "docker-compose", Arguments = [.. global.Operands.Skip(1)] });
        }

        return CommandRun.ByTable(call with { Name = "docker" }, call.Line());
    }
}
