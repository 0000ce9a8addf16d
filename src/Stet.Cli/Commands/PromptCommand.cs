using Stet.Cli.Input;
using Stet.Model;
using Stet.Protocol.Client;
using Stet.Terminal;

namespace Stet.Cli.Commands;

/// <summary><c>stet [DIR]</c>: the prompt; with standard input not a terminal, the submissions that come from there.</summary>
internal static class PromptCommand
{
    public static int Run(Invocation invocation) =>
        Console.IsInputRedirected || invocation.Json ? Pipe(invocation) : Prompt(invocation);

    private static int Pipe(Invocation invocation)
    {
        using var conversation = Conversation.Begin(invocation, "pipe");
        using var input = new LineReader(Console.OpenStandardInput());
        Outcome? last = null;
        foreach (var code in new SubmissionSplitter(input, conversation.Session.InputState).Submissions())
        {
            last = conversation.Submit(code);
            if (conversation.Ended)
            {
                break;
            }
        }

        return conversation.End(last);
    }

    private static int Prompt(Invocation invocation)
    {
        var workspace = new RemoteWorkspace(invocation.Workspace, HostProgram.Path);
        using var session = workspace.AttachAsync(new(invocation.Directory, "terminal", Console.WindowWidth)
        {
            Height = Terminal.Prompt.CanLendTerminal ? Math.Max(1, Console.WindowHeight) : 0,
            Environment = FrontEndProcess.Environment,
            FileMask = FrontEndProcess.FileMask,
        }).GetAwaiter().GetResult();
        var options = new PromptOptions { KillHost = () => Task.Run(session.KillHost) };
        return Terminal.Prompt.RunAsync(session, options, CancellationToken.None).GetAwaiter().GetResult();
    }
}
