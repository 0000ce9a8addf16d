using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Stet.Model;
using Stet.Protocol.Place;
using Stet.Protocol.Wire;

namespace Stet.Protocol.Client;

/// <summary>
/// A session in a host of its own process, which may die at any time:
/// <list type="bullet">
/// <item>A submission in which the host dies ends with a failed outcome that says why (<c>STET-HOST</c>) and a "recovered" note;
/// another host runs by then.</item>
/// <item>A host that died between submissions is replaced at the next use, with one note to the next submission's listener.</item>
/// <item>What asks only (completion, colours, history) is asked again of the new host.</item>
/// </list>
/// Held by <c>HostDeathTests</c>.
/// </summary>
public sealed class RemoteSession : ISession
{
    private readonly HostPlace _place;
    private readonly HostLauncher _launcher;
    private SessionOptions _options;
    private readonly SemaphoreSlim _joining = new(1, 1);
    private HostLink _link;
    private volatile bool _killed;
    private SubmissionNumber _answered;
    private Attached _attached;
    private readonly ConcurrentQueue<Note> _untold = [];
    private Action<Note>? _heard;

    private RemoteSession(HostPlace place, HostLauncher launcher, SessionOptions options, Joined joined)
    {
        _place = place;
        _launcher = launcher;
        _options = options;
        _link = joined.Link;
        _attached = joined.Attached;
        _link.Hear(Heard);
    }

    /// <inheritdoc />
    public void Listen(Action<Note> heard)
    {
        _heard = heard;
        while (_untold.TryDequeue(out var note))
        {
            heard(note);
        }
    }

    public SessionId Id => _attached.Session;

    public IReadOnlyList<Note> Greeting => _attached.Greeting;

    /// <summary>The process id of the host that answers this session now.</summary>
    public int HostProcessId => _link.Welcome.ProcessId;

    internal static async Task<RemoteSession> Open(HostPlace place, HostLauncher launcher, SessionOptions options)
    {
        var joined = await Join(launcher, options).ConfigureAwait(false);
        return new(place, launcher, options, joined);
    }

    public Task<Outcome> Submit(string code, ISubmissionListener listener) =>
        Submit(code, listener, (link, heard) => link.Ask(MessageKind.Submit, new(code, _options.Width), MessageCodecs.Submit, heard));

    public Task<Outcome> Submit(CallSubmission call, ISubmissionListener listener) =>
        Submit(call.Code, listener, (link, heard) => link.Ask(MessageKind.SubmitCall, new(call.Code, _options.Width, call.Form), MessageCodecs.SubmitCall, heard, call.Input));

    private async Task<Outcome> Submit(string code, ISubmissionListener listener, Func<HostLink, ISubmissionListener, Task<Frame>> ask)
    {
        var heard = new Transcript(listener);
        var watch = Stopwatch.StartNew();
        _killed = false;
        while (true)
        {
            var link = await Link(listener).ConfigureAwait(false);
            var session = Id;
            try
            {
                var reply = await ask(link, heard).ConfigureAwait(false);
                var outcome = reply.Read(ModelCodecs.Outcome);
                _answered = outcome.Number;
                return outcome;
            }
            catch (HostLostException lost)
            {
                var time = watch.Elapsed.TotalMilliseconds;
                var death = Examine(link);
                await Rejoin().ConfigureAwait(false);
                var number = lost.Submission ?? await Begun(session, code).ConfigureAwait(false);
                var recovered = await RecoveredFrom(death, number).ConfigureAwait(false);
                if (number is not null)
                {
                    return death.ToOutcome(number, code, heard.Text, time, recovered);
                }

                listener.Noted(recovered); // The host was gone before the submission reached it: nothing ran, so it runs now.
            }
            catch (HostRefusedException refused)
            {
                return Faulted(code, refused, watch.Elapsed.TotalMilliseconds);
            }
        }
    }

    /// <inheritdoc />
    public void Resize(int width) => _options = _options with { Width = width };

    public void Resize(int width, int height)
    {
        _options = _options with { Width = width, Height = height };
        _link.Tell(MessageKind.ResizeTerminal, new(width, height), MessageCodecs.TerminalSize);
    }

    public void TerminalInput(ReadOnlyMemory<byte> bytes) => _link.Tell(MessageKind.TerminalInput, new(bytes.ToArray()), MessageCodecs.TerminalBytes);

    public void Interrupt() => _link.Tell(MessageKind.Interrupt, Empty.Value, MessageCodecs.Empty);

    /// <summary>
    /// Ends the host at once, for a submission that cannot be interrupted. The running submission is then lost, nothing else. Once for each
    /// submission: the host that comes after is not meant.
    /// </summary>
    public void KillHost()
    {
        var link = _link;
        if (!link.Lost && !_killed)
        {
            _killed = true;
            using var host = Process.GetProcessById(link.Welcome.ProcessId);
            host.Kill();
        }
    }

    public async Task<CompletionList> Complete(string text, int position) =>
        (await Ask(MessageKind.Complete, new Complete(text, position), MessageCodecs.Complete).ConfigureAwait(false))
            .Read(ModelCodecs.CompletionList);

    public IReadOnlyList<ClassifiedSpan> Classify(string text) =>
        Wait(Ask(MessageKind.Classify, new InputText(text), MessageCodecs.InputText)).Read(MessageCodecs.Classified).Spans;

    public InputState InputState(string text) =>
        Wait(Ask(MessageKind.AskInputState, new InputText(text), MessageCodecs.InputText)).Read(MessageCodecs.InputStateIs).State;

    public IReadOnlyList<HistoryEntry> History(HistoryQuery query) =>
        Wait(Ask(MessageKind.AskHistory, query, ModelCodecs.HistoryQuery)).Read(MessageCodecs.HistoryIs).Entries;

    public async Task<IReadOnlyList<HistoryHit>> Search(string text, int limit) =>
        (await Ask(MessageKind.Search, new Search(text, limit), MessageCodecs.Search).ConfigureAwait(false)).Read(MessageCodecs.Found).Hits;

    public async Task<RecallCheck> CheckRecall(SubmissionNumber number, string code) =>
        (await Ask(MessageKind.AskRecall, new AskRecall(number, code), MessageCodecs.AskRecall).ConfigureAwait(false)).Read(ModelCodecs.RecallCheck);

    public async Task<CallPlan> PlanCall(IReadOnlyList<string> words) =>
        (await Ask(MessageKind.PlanCall, new CallWords(words), MessageCodecs.CallWords).ConfigureAwait(false)).Read(ModelCodecs.CallPlan);

    public async Task<WordList> CompleteCall(IReadOnlyList<string> words) =>
        (await Ask(MessageKind.CompleteCall, new CallWords(words), MessageCodecs.CallWords).ConfigureAwait(false)).Read(ModelCodecs.WordList);

    public async Task<ExportedProject> Export(string function, string folder) =>
        (await Ask(MessageKind.Export, new Export(function, folder), MessageCodecs.Export).ConfigureAwait(false)).Read(ModelCodecs.ExportedProject);

    public async Task<Listing> List(string command) =>
        (await Ask(MessageKind.List, new List(command), MessageCodecs.List).ConfigureAwait(false)).Read(ModelCodecs.Listing);

    /// <summary>Waits until all that this workspace's sessions have submitted is durable.</summary>
    /// <exception cref="HostTrouble">The host is gone or at fault; what was not durable by then is lost.</exception>
    public async Task WhenKept() =>
        await _link.Ask(MessageKind.AskWhenKept, Empty.Value, MessageCodecs.Empty).ConfigureAwait(false);

    public void Dispose() => _link.Dispose();

    /// <summary>Asks something that changes nothing, and asks again where the host is lost meanwhile.</summary>
    private async Task<Frame> Ask<T>(MessageKind kind, T message, Codec<T> codec)
        where T : class
    {
        var link = await Link(null).ConfigureAwait(false);
        try
        {
            return await link.Ask(kind, message, codec).ConfigureAwait(false);
        }
        catch (HostLostException)
        {
            link = await Link(null).ConfigureAwait(false);
            return await link.Ask(kind, message, codec).ConfigureAwait(false);
        }
    }

    /// <summary>The connection, made anew where the host has gone since the last use.</summary>
    private async Task<HostLink> Link(ISubmissionListener? listener)
    {
        var link = _link;
        if (link.Lost)
        {
            var death = Examine(link);
            if (await Rejoin().ConfigureAwait(false))
            {
                _untold.Enqueue(await RecoveredFrom(death, null).ConfigureAwait(false));
            }
        }

        while (listener is not null && _untold.TryDequeue(out var note))
        {
            listener.Noted(note);
        }

        return _link;
    }

    /// <returns>False where another use of this session has done it meanwhile.</returns>
    private async Task<bool> Rejoin()
    {
        await _joining.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_link.Lost)
            {
                return false;
            }

            _link.Dispose();
            var joined = await Join(_launcher, _options).ConfigureAwait(false);
            TellWhatIsNew(joined.Attached.Greeting);
            (_link, _attached) = (joined.Link, joined.Attached);
            _link.Hear(Heard);
            return true;
        }
        finally
        {
            _joining.Release();
        }
    }

    /// <summary>What belongs to no submission is said at once where somebody listens, and with the next one otherwise.</summary>
    private void Heard(Note note)
    {
        if (_heard is { } heard)
        {
            heard(note);
        }
        else
        {
            _untold.Enqueue(note);
        }
    }

    /// <summary>What the next host found when it opened the workspace; that the last one died, this session says itself.</summary>
    private void TellWhatIsNew(IReadOnlyList<Note> greeting)
    {
        foreach (var note in greeting.Where(n => n.Kind != NoteKind.Recovered && _attached.Greeting.All(known => known.Text != n.Text)))
        {
            _untold.Enqueue(note);
        }
    }

    /// <param name="lost">The submission in which the host died, if it died in one.</param>
    private async Task<Note> RecoveredFrom(HostDeath death, SubmissionNumber? lost)
    {
        var last = (await NewestEntries().ConfigureAwait(false)).FirstOrDefault(e => e.State != EntryState.Running && (lost is null || e.Number.CompareTo(lost.Value) < 0));
        var asOf = last is null ? "as it was before its first submission" : $"as of the last kept submission, In[{last.Number}]";
        var what = death.Clean ? $"The host had ended: {death.Cause}" : $"The host {death.Cause}";
        return new(NoteKind.Recovered, $"{what}. Another host runs now; the workspace is {asOf}.", []);
    }

    private async Task<IReadOnlyList<HistoryEntry>> NewestEntries()
    {
        var reply = await _link.Ask(MessageKind.AskHistory, new HistoryQuery(Limit: 10), ModelCodecs.HistoryQuery).ConfigureAwait(false);
        return reply.Read(MessageCodecs.HistoryIs).Entries;
    }

    /// <summary>The number under which the lost host had begun this submission; null where it had not: an entry is durable before its run.</summary>
    private async Task<SubmissionNumber?> Begun(SessionId session, string code)
    {
        foreach (var entry in await NewestEntries().ConfigureAwait(false))
        {
            if (entry.Session == session && (entry.Code == code || entry.Code.Contains(HistoryEntry.Secret, StringComparison.Ordinal)) && entry.Number.CompareTo(_answered) > 0)
            {
                return entry.Number;
            }
        }

        return null;
    }

    private HostDeath Examine(HostLink link)
    {
        var child = HostChild.EndsAreKnown && _launcher.Child is { } c && c.Pid == link.Welcome.ProcessId ? c : null;
        var watch = Stopwatch.StartNew();
        while ((child is null ? StillThere(link) : !child.HasEnded()) && watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            Thread.Sleep(2); // The connection and the lock go before the process does: its last words and its end are not there yet.
        }

        return _killed
            ? new("was killed from here", Clean: false, [])
            : HostDeath.Find(link.CleanEnd, HostLog.Tail(_place, link.Welcome.ProcessId), child?.TryReap());
    }

    /// <summary>The lock alone does not say it: another front end may have started the next host already.</summary>
    private bool StillThere(HostLink link) =>
        FileLock.IsTaken(_place.HostLock) && HostRecord.Read(_place)?.Pid == link.Welcome.ProcessId;

    private static async Task<Joined> Join(HostLauncher launcher, SessionOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var link = launcher.JoinOrStart();
            try
            {
                var reply = await link.Ask(
                    MessageKind.Attach, new(options.Directory, options.FrontEnd, options.Width, options.Height, options.Environment, options.FileMask ?? -1), MessageCodecs.Attach).ConfigureAwait(false);
                return new(link, reply.Read(MessageCodecs.Attached));
            }
            catch (HostLostException) when (attempt < 5)
            {
                link.Dispose(); // It was just ending, for idleness say, when we joined it.
            }
        }
    }

    private static Outcome Faulted(string code, HostRefusedException refused, double milliseconds)
    {
        var error = new Diagnostic(Severity.Error, HostDeath.DiagnosticCode, refused.Message, "", 1, 1, 1, 1, "");
        return new(default, code, false, null, null, "", [error], [], milliseconds, Kept: true);
    }

    private sealed record Joined(HostLink Link, Attached Attached);

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>Remembers the output, which the outcome of a dead host cannot bring.</summary>
    private sealed class Transcript(ISubmissionListener listener) : ISubmissionListener
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public void Started(SubmissionNumber number) => listener.Started(number);

        public void Waiting(string reason) => listener.Waiting(reason);

        public void Output(string text, bool isError)
        {
            lock (_text)
            {
                _text.Append(text);
            }

            listener.Output(text, isError);
        }

        public void TerminalLent() => listener.TerminalLent();

        public void TerminalOutput(ReadOnlyMemory<byte> bytes) => listener.TerminalOutput(bytes);

        public void TerminalReturned(ReadOnlyMemory<byte> unread) => listener.TerminalReturned(unread);

        public void Kept(SubmissionNumber number) => listener.Kept(number);

        public void Noted(Note note) => listener.Noted(note);
    }
}
