namespace Stet.Cli.Commands;

/// <summary><c>stet undo</c>, <c>stet trust</c>: commands that change the workspace, and so are submissions like any other.</summary>
internal static class SubmitCommand
{
    public static int Run(Invocation invocation)
    {
        using var conversation = Conversation.Begin(invocation, invocation.Command);
        return conversation.End(conversation.SubmitAndKeep(invocation.Command));
    }
}
