using Stet.Cli.Output;
using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.Cli;

/// <summary>
/// A front end without a terminal: submits, reports, and stays until all is kept. Ctrl-C interrupts what runs; a second one within two
/// seconds kills the host.
/// </summary>
internal sealed class Conversation : IDisposable
{
    private readonly IReport _report;
    private readonly SignalWatch _signals;
    private bool _unkept;

    private Conversation(RemoteSession session, IReport report)
    {
        Session = session;
        _report = report;
        _signals = new(session);
        report.Greeting(session.Greeting);
    }

    public RemoteSession Session { get; }

    /// <summary>True once a signal has told this process to end: nothing more is submitted.</summary>
    public bool Ended => _signals.Ending is not null;

    /// <exception cref="HostTrouble">No host could be started, or it refuses.</exception>
    public static Conversation Begin(Invocation invocation, string frontEnd)
    {
        var workspace = new RemoteWorkspace(invocation.Workspace, HostProgram.Path);
        var session = workspace.AttachAsync(new(invocation.Directory, frontEnd) { Environment = FrontEndProcess.Environment, FileMask = FrontEndProcess.FileMask }).GetAwaiter().GetResult();
        return Of(session, invocation.Json);
    }

    /// <summary>The conversation of a session that is there already.</summary>
    public static Conversation Of(RemoteSession session, bool json) => new(session, json ? new JsonReport() : new TextReport());

    /// <summary>Runs one submission and reports it as soon as it has run.</summary>
    public Outcome Submit(string code)
    {
        var telling = _report.Begin();
        var outcome = Session.Submit(code, telling).GetAwaiter().GetResult();
        telling.Finished(outcome);
        _unkept |= !outcome.Kept;
        return outcome;
    }

    /// <summary>Runs one submission and reports it when it is durable, or it is known that it cannot be.</summary>
    public Outcome SubmitAndKeep(string code) => SubmitAndKeep(listener => Session.Submit(code, listener), _ => true);

    /// <summary>The same for a call.</summary>
    /// <param name="isReported">Whether its outcome is to be reported.</param>
    public Outcome SubmitAndKeep(CallSubmission call, Func<Outcome, bool> isReported) => SubmitAndKeep(listener => Session.Submit(call, listener), isReported);

    private Outcome SubmitAndKeep(Func<ISubmissionListener, Task<Outcome>> submit, Func<Outcome, bool> isReported)
    {
        var telling = _report.Begin();
        var watch = new KeptWatch(telling);
        var outcome = submit(watch).GetAwaiter().GetResult();
        if (!outcome.Kept)
        {
            Session.WhenKept().GetAwaiter().GetResult();
            outcome = outcome with { Kept = watch.IsKept };
        }

        if (isReported(outcome))
        {
            telling.Finished(outcome);
        }
        return outcome;
    }

    /// <summary>Waits until all is kept, and gives the exit code.</summary>
    public int End(Outcome? last)
    {
        if (_unkept)
        {
            Session.WhenKept().GetAwaiter().GetResult();
        }

        return _signals.Ending ?? (last is null || (last.Ok && !CouldNotBeKept(last)) ? ExitCode.Done : ExitCode.Failed);
    }

    public void Dispose()
    {
        _signals.Dispose();
        Session.Dispose();
    }

    private static bool CouldNotBeKept(Outcome outcome) => outcome.Notes.Any(n => n.Kind == NoteKind.NotKept);

    private sealed class KeptWatch(ITelling telling) : ISubmissionListener
    {
        private volatile bool _isKept;

        public bool IsKept => _isKept;

        public void Started(SubmissionNumber number) => telling.Started(number);

        public void Waiting(string reason) => telling.Waiting(reason);

        public void Output(string text, bool isError) => telling.Output(text, isError);

        public void Kept(SubmissionNumber number)
        {
            _isKept = true;
            telling.Kept(number);
        }

        public void Noted(Note note) => telling.Noted(note);
    }
}
