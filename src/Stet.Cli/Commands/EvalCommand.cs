namespace Stet.Cli.Commands;

/// <summary><c>stet eval CODE</c>: one submission, printed as the prompt would; ends when it is kept, with exit code 1 if it failed.</summary>
internal static class EvalCommand
{
    public static int Run(Invocation invocation)
    {
        using var conversation = Conversation.Begin(invocation, "eval");
        return conversation.End(conversation.SubmitAndKeep(invocation.Operand!));
    }
}
