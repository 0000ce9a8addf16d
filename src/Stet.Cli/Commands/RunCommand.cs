using Stet.Cli.Input;
using Stet.Model;

namespace Stet.Cli.Commands;

/// <summary>
/// <c>stet run FILE</c>: a file's submissions, one after another. A script or notebook ends at the first that fails, because what follows builds
/// on it; a transcript goes on, because a failure can be what it shows. The exit code is that of the last one run.
/// </summary>
internal static class RunCommand
{
    public static int Run(Invocation invocation)
    {
        var path = Path.GetFullPath(invocation.Operand!);
        if (!File.Exists(path))
        {
            throw new UsageException($"there is no file {invocation.Operand}");
        }

        var file = SubmissionFile.Read(path);
        using var conversation = Conversation.Begin(invocation, "run");
        Outcome? last = null;
        foreach (var code in file.Submissions(conversation.Session.InputState))
        {
            last = conversation.Submit(code);
            if (conversation.Ended || (!last.Ok && file.EndsAtFailure))
            {
                break;
            }
        }

        return conversation.End(last);
    }
}
