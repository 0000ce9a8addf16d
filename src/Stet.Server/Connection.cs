using System.Collections.Concurrent;
using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Server;

/// <summary>
/// One front end's connection: the handshake, then requests in and replies out. Whatever it sends, the host and the other connections go
/// on; what is no frame ends this connection with an error. A run whose front end is gone goes on to its end and is kept.
/// Held by <c>WireTests</c>.
/// </summary>
internal sealed class Connection(Host host, Stream stream)
{
    private readonly FrameStream _frames = new(stream);
    private Outbox? _outbox;
    private ISession? _session;
    private readonly ConcurrentDictionary<int, RemoteInput> _inputs = [];
    private readonly Lock _changing = new();
    private Task _said = Task.CompletedTask;
    private int _running;
    private bool _left;

    /// <summary>Completed when all that this front end has submitted so far has run.</summary>
    public Task Submissions { get; private set; } = Task.CompletedTask;

    public bool Runs => Volatile.Read(ref _running) > 0;

    private Outbox Outbox => _outbox ?? throw new InvalidOperationException("The connection has not been started.");

    public void Start()
    {
        _outbox = new Outbox(_frames);
        new Thread(Serve) { IsBackground = true, Name = "connection" }.Start();
    }

    public void Interrupt() => _session?.Interrupt();

    public void SayGoodbye(string why) =>
        Outbox.Send(Frame.Of(MessageKind.Stopping, 0, new(why), MessageCodecs.Stopping));

    /// <summary>Ends the connection once what waits has been sent, or the time is over.</summary>
    public void Close(TimeSpan patience)
    {
        Outbox.Close(patience);
        _frames.Dispose();
    }

    private void Serve()
    {
        try
        {
            if (Greet())
            {
                while (_frames.Read() is { } frame)
                {
                    Take(frame);
                }
            }
        }
        catch (MalformedFrameException e)
        {
            Refuse(0, RefusalReason.Malformed, e.Message);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Console.Error.WriteLine($"A front end is gone: {e.Message}");
        }

        Leave();
    }

    /// <summary>Takes the first frame. True when the front end speaks this host's language.</summary>
    private bool Greet()
    {
        if (_frames.Read() is not { } first)
        {
            return false;
        }

        switch (first.Kind)
        {
            case MessageKind.Stop:
                Stop(first);
                return false;
            case MessageKind.Hello:
                var hello = first.Read(MessageCodecs.Hello);
                if (hello.Protocol == ProtocolVersion.Current)
                {
                    var welcome = new Welcome(
                        ProtocolVersion.Current, ProtocolVersion.Product, host.Program, host.InUse, Environment.ProcessId, host.Folder);
                    Outbox.Send(Frame.Of(MessageKind.Welcome, 0, welcome, MessageCodecs.Welcome));
                    return true;
                }

                Refuse(0, RefusalReason.Protocol,
                    $"The host of {host.Folder} is stet {ProtocolVersion.Product} and speaks protocol {ProtocolVersion.Current}; "
                    + $"this is stet {hello.Version} with protocol {hello.Protocol}. End that host with `stet stop`, then try again.");
                return false;
            default:
                throw new MalformedFrameException($"A connection begins with a Hello frame, not with kind {(byte)first.Kind}.");
        }
    }

    private void Take(Frame frame)
    {
        switch (frame.Kind)
        {
            case MessageKind.Interrupt:
                Interrupt();
                break;
            case MessageKind.TerminalInput:
                var typed = frame.Read(MessageCodecs.TerminalBytes);
                _session?.TerminalInput(typed.Bytes);
                break;
            case MessageKind.ResizeTerminal:
                var size = frame.Read(MessageCodecs.TerminalSize);
                _session?.Resize(size.Width, size.Height);
                break;
            case MessageKind.Submit:
                var submit = frame.Read(MessageCodecs.Submit);
                Enqueue(frame.Id, submit.Width, (session, relay) => session.Submit(submit.Code, relay));
                break;
            case MessageKind.SubmitCall:
                var call = frame.Read(MessageCodecs.SubmitCall);
                var input = _inputs[frame.Id] = new RemoteInput(Outbox, frame.Id);
                Enqueue(frame.Id, call.Width, (session, relay) => session.Submit(new CallSubmission(call.Code, call.Form, input), relay));
                break;
            case MessageKind.Input:
                var bytes = frame.Read(MessageCodecs.Input).Bytes;
                _inputs.GetValueOrDefault(frame.Id)?.Take(bytes);
                break;
            case MessageKind.Stop:
                Stop(frame);
                break;
            case MessageKind.Attach:
                var attach = frame.Read(MessageCodecs.Attach);
                Answer(frame, _ => Attach(attach));
                break;
            case MessageKind.AskWhenKept:
                Answer(frame, _ => WhenKept());
                break;
            default:
                var question = Question.Read(frame);
                Answer(frame, _ => question.Answer(host, _session));
                break;
        }
    }

    private async Task<Frame> Attach(Attach attach)
    {
        var workspace = await Open().ConfigureAwait(false);
        lock (_changing)
        {
            if (_session is not null || _left)
            {
                throw new RefusalException(RefusalReason.Malformed, "This connection has a session already, or it has ended.");
            }

            _session = workspace.Attach(new(attach.Directory, attach.FrontEnd, attach.Width)
            {
                Height = attach.Height,
                Environment = attach.Environment,
                FileMask = attach.FileMask < 0 ? null : attach.FileMask,
            });
            _session.Listen(note => Outbox.Send(Frame.Of(MessageKind.Noted, 0, note, ModelCodecs.Note)));
            host.SessionJoined();
        }

        return Frame.Of(MessageKind.Attached, 0, new(_session.Id, _session.Greeting), MessageCodecs.Attached);
    }

    private async Task<IWorkspace> Open()
    {
        try
        {
            return await host.Workspace.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            host.RequestStop("the workspace could not be opened");
            throw new RefusalException(RefusalReason.Workspace, $"The workspace {host.Folder} could not be opened: {e.Message}");
        }
    }

    /// <summary>Runs a submission after the earlier ones of this front end.</summary>
    private void Enqueue(int id, int width, Func<ISession, SubmissionRelay, Task<Outcome>> submit)
    {
        var earlier = Submissions;
        Interlocked.Increment(ref _running);
        Submissions = Task.Run(async () =>
        {
            await earlier.ConfigureAwait(false);
            await Submit(id, width, submit).ConfigureAwait(false);
        });
    }

    private async Task Submit(int id, int width, Func<ISession, SubmissionRelay, Task<Outcome>> submit)
    {
        var relay = new SubmissionRelay(Outbox, id);
        _said = Task.WhenAll(_said, relay.Over);
        try
        {
            var outcome = await RunToItsEnd(width, submit, relay).ConfigureAwait(false);
            relay.Finished(outcome);
        }
        catch (Exception e)
        {
            relay.Abandon();
            Refuse(id, e);
        }
    }

    /// <summary>Before the answer is sent it no longer runs: whoever has the answer may end the host.</summary>
    private async Task<Outcome> RunToItsEnd(int width, Func<ISession, SubmissionRelay, Task<Outcome>> submit, SubmissionRelay relay)
    {
        try
        {
            var session = _session ?? throw new RefusalException(RefusalReason.Malformed, "Attach first, then submit.");
            session.Resize(width);
            return await submit(session, relay).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Answers when all is durable, and after this front end has been told so of each of its submissions.</summary>
    private async Task<Frame> WhenKept()
    {
        await Submissions.ConfigureAwait(false);
        await (await Open().ConfigureAwait(false)).WhenKept().ConfigureAwait(false);
        await _said.ConfigureAwait(false);
        return Frame.Of(MessageKind.AllKept, 0, Empty.Value, MessageCodecs.Empty);
    }

    private void Answer(Frame request, Func<Frame, Task<Frame>> answer) => Task.Run(async () =>
    {
        try
        {
            Outbox.Send((await answer(request).ConfigureAwait(false)) with { Id = request.Id });
        }
        catch (Exception e)
        {
            Refuse(request.Id, e);
        }
    });

    private void Stop(Frame frame)
    {
        if (host.Running().Count > 0 && !frame.Read(MessageCodecs.Stop).Force)
        {
            Refuse(frame.Id, RefusalReason.Busy, "A submission runs. Wait for it, or interrupt it with `stet stop --force`.");
            return;
        }

        if (host.Jobs > 0 && !frame.Read(MessageCodecs.Stop).Force)
        {
            Refuse(frame.Id, RefusalReason.Busy, $"Programs of shell lines are in the background or stopped ({host.Jobs}; '!jobs' lists them in their session). End them, or end them with the host with `stet stop --force`.");
            return;
        }

        Outbox.Send(Frame.Of(MessageKind.Stopping, frame.Id, new("it was told to end (stet stop)"), MessageCodecs.Stopping));
        host.RequestStop("it was told to end (stet stop)");
    }

    private void Refuse(int id, Exception e)
    {
        if (e is RefusalException refusal)
        {
            Refuse(id, refusal.Reason, refusal.Message);
            return;
        }

        Console.Error.WriteLine(e);
        Refuse(id, RefusalReason.Fault, $"A fault of Stet's, not of your code: {e.GetType().Name}: {e.Message} (the host's log has more)");
    }

    private void Refuse(int id, string reason, string message) =>
        Outbox.Send(Frame.Of(MessageKind.Refused, id, new(reason, message), MessageCodecs.Refused));

    /// <summary>The front end is gone or was turned away. Its session ends after its runs have.</summary>
    private void Leave()
    {
        foreach (var input in _inputs.Values)
        {
            input.Take(default); // Code that still reads finds the end.
        }

        Submissions.Wait();
        Outbox.Close(TimeSpan.FromSeconds(2));
        _frames.Dispose();
        lock (_changing)
        {
            _left = true;
            if (_session is { } session)
            {
                session.Dispose();
                host.SessionLeft();
            }
        }

        host.Closed(this);
    }
}
