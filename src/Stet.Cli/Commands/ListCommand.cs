using Stet.Cli.Output;
using Stet.Model;
using Stet.Protocol.Client;
using Stet.Protocol.Printing;

namespace Stet.Cli.Commands;

/// <summary>
/// <c>stet who | history | log | worlds | doctor | check | why NAME</c>: lists without leaving a trace in history; with <c>--json</c> one object per thing.
/// Errors that are found (a definition that does not compile, a damaged part, a formula that does not agree) make the exit code 1. What takes long shows how far it is, on a terminal; Ctrl-C ends it.
/// </summary>
internal static class ListCommand
{
    public static int Run(Invocation invocation)
    {
        var workspace = new RemoteWorkspace(invocation.Workspace, HostProgram.Path);
        using var session = workspace.AttachAsync(new(invocation.Directory, invocation.Command)).GetAwaiter().GetResult();
        using var signals = new SignalWatch(session);
        var listing = Listed(session, invocation.Operand is { } name ? $"{invocation.Command} {name}" : invocation.Command);
        if (invocation.Json)
        {
            Streams.Write(string.Concat(listing.Rows.Concat(listing.Errors.Select(OutcomeJson.Of)).Select(row => row + "\n")));
        }
        else
        {
            new TextReport().Greeting([.. session.Greeting.Where(n => !SaidByTheListing(invocation.Command, n))]);
            Streams.Write(listing.Text.Length == 0 ? "" : listing.Text + "\n");
            Streams.WriteError(string.Concat(listing.Errors.SelectMany(OutcomeLines.Of).Select(l => l.Text + "\n")));
        }

        return signals.Ending ?? (listing.Errors.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }

    private static Listing Listed(RemoteSession session, string command)
    {
        using var progress = new ProgressLine();
        session.Listen(progress.Take);
        return session.List(command).GetAwaiter().GetResult();
    }

    /// <summary>What is wrong with the files is what these look for: the host may or may not have noticed it before.</summary>
    private static bool SaidByTheListing(string command, Note note) => command is "check" or "doctor" && note.Kind == NoteKind.Broken;
}
