using Stet.Cli.Output;
using Stet.Protocol.Client;

namespace Stet.Cli.Commands;

/// <summary><c>stet stop [--force]</c>: ends the workspace's host once all is kept. Where none runs there is nothing to do.</summary>
internal static class StopCommand
{
    public static int Run(Invocation invocation)
    {
        var stopped = new RemoteWorkspace(invocation.Workspace, HostProgram.Path).Stop(invocation.Force).GetAwaiter().GetResult();
        Streams.Write(invocation.Json
            ? $"{{\"stopped\":{(stopped ? "true" : "false")}}}\n"
            : stopped ? "stopped\n" : $"no host runs for {invocation.Workspace}\n");
        return ExitCode.Done;
    }
}
