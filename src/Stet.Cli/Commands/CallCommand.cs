using Stet.Cli.Output;
using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.Cli.Commands;

/// <summary>
/// <c>stet call NAME [--param V...]</c>: the host reads the words by the function's signature and says what to do: submit a call, print help, or what is wrong. The call is a submission
/// like any other. Its code may read this command's standard input.
/// </summary>
internal static class CallCommand
{
    /// <summary>The error of a word that the user's own type does not take: the command line is wrong, not the function.</summary>
    private const string WrongWord = "OptionTextException";

    public static int Run(Invocation invocation)
    {
        using var session = new RemoteWorkspace(invocation.Workspace, HostProgram.Path).AttachAsync(new(invocation.Directory, "call") { Environment = FrontEndProcess.Environment, FileMask = FrontEndProcess.FileMask }).GetAwaiter().GetResult();
        var plan = session.PlanCall(invocation.Words).GetAwaiter().GetResult();
        switch (plan.Step)
        {
            case CallStep.Run:
                using (var conversation = Conversation.Of(session, invocation.Json || plan.Json))
                {
                    return Submit(conversation, new(plan.Code, plan.Form, Console.OpenStandardInput()), invocation.Words[0], invocation.Json || plan.Json);
                }

            case CallStep.Help:
                Streams.Write(plan.Text);
                return ExitCode.Done;
            default:
                Streams.WriteError(plan.Text);
                return plan.Step == CallStep.Wrong ? ExitCode.Usage : ExitCode.Failed;
        }
    }

    private static int Submit(Conversation conversation, CallSubmission call, string function, bool json)
    {
        var outcome = conversation.SubmitAndKeep(call, o => json || !IsWrongWord(o));
        if (!IsWrongWord(outcome))
        {
            return conversation.End(outcome);
        }

        if (!json)
        {
            Streams.WriteError($"{function}: {outcome.Errors[0].Message.Split('\n')[0]}\nTry: stet call {function} --help\n");
        }

        return ExitCode.Usage;
    }

    private static bool IsWrongWord(Outcome outcome) => outcome.Errors.Any(e => e.Code == WrongWord);
}
