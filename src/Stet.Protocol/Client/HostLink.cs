using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Protocol.Client;

/// <summary>
/// One connection to a living host, after the handshake: requests out, replies and events in. It never comes back once it is lost;
/// <see cref="RemoteSession"/> then makes another.
/// </summary>
internal sealed class HostLink : IDisposable
{
    private const int LongestInput = 64 * 1024;

    private readonly FrameStream _frames;
    private readonly Dictionary<int, PendingRequest> _pending = [];
    private readonly List<Note> _early = [];
    private Action<Note>? _heard;
    private readonly Lock _ending = new(); // Guards what follows, and _pending.
    private int _lastId;
    private bool _lost;

    private HostLink(FrameStream frames, Welcome welcome)
    {
        _frames = frames;
        Welcome = welcome;
    }

    public Welcome Welcome { get; }

    /// <summary>Why the host said it would end; null where it has said nothing.</summary>
    public string? CleanEnd { get; private set; }

    public bool Lost
    {
        get
        {
            lock (_ending)
            {
                return _lost;
            }
        }
    }

    /// <summary>Greets the host at the other end of a fresh connection. Null where it hangs up first, as a host does that is ending.</summary>
    /// <exception cref="HostRefusedException">The host speaks another protocol.</exception>
    public static HostLink? Open(Stream stream)
    {
        var frames = new FrameStream(stream);
        try
        {
            frames.Write(Frame.Of(MessageKind.Hello, 0, new(ProtocolVersion.Current, ProtocolVersion.Product), MessageCodecs.Hello));
            if (frames.Read() is not { } answer || answer.Kind == MessageKind.Stopping)
            {
                frames.Dispose();
                return null;
            }

            if (answer.Kind == MessageKind.Refused)
            {
                throw new HostRefusedException(answer.Read(MessageCodecs.Refused));
            }

            var link = new HostLink(frames, answer.Read(MessageCodecs.Welcome));
            new Thread(link.Listen) { IsBackground = true, Name = "host link" }.Start();
            return link;
        }
        catch (IOException)
        {
            frames.Dispose();
            return null;
        }
        catch
        {
            frames.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and gives the frame that answers it. Events of a submission go to <paramref name="listener"/>.</summary>
    /// <exception cref="HostLostException">The connection is lost before the reply comes.</exception>
    /// <exception cref="HostRefusedException">The host does not carry the request out.</exception>
    /// <param name="input">What the host may ask for as standard input.</param>
    public Task<Frame> Ask<T>(MessageKind kind, T message, Codec<T> codec, ISubmissionListener? listener = null, Stream? input = null)
        where T : class
    {
        var request = new PendingRequest(listener) { Input = input };
        int id;
        lock (_ending)
        {
            if (_lost)
            {
                return Task.FromException<Frame>(new HostLostException(null));
            }

            id = ++_lastId;
            _pending[id] = request;
        }

        TrySend(Frame.Of(kind, id, message, codec));
        return request.Reply;
    }

    /// <summary>Sends what has no reply.</summary>
    public void Tell<T>(MessageKind kind, T message, Codec<T> codec)
        where T : class => TrySend(Frame.Of(kind, 0, message, codec));

    /// <summary>From now on tells what belongs to no submission, and what came of that before.</summary>
    public void Hear(Action<Note> heard)
    {
        lock (_early)
        {
            _heard = heard;
            _early.ForEach(heard);
            _early.Clear();
        }
    }

    private void HearOrKeep(Note note)
    {
        lock (_early)
        {
            if (_heard is { } heard)
            {
                heard(note);
            }
            else
            {
                _early.Add(note);
            }
        }
    }

    public void Dispose() => _frames.Dispose();

    private void TrySend(Frame frame)
    {
        try
        {
            _frames.Write(frame);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            End(); // The reading thread may not have noticed yet; whoever waits for a reply learns it here.
        }
    }

    private void Listen()
    {
        try
        {
            while (_frames.Read() is { } frame)
            {
                Take(frame);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or MalformedFrameException)
        {
            CleanEnd ??= e is MalformedFrameException ? $"it sent what is no message: {e.Message}" : null;
        }

        End();
    }

    private void Take(Frame frame)
    {
        if (frame is { Kind: MessageKind.Noted, Id: 0 })
        {
            HearOrKeep(frame.Read(ModelCodecs.Note));
            return;
        }

        if (frame.Kind == MessageKind.Stopping)
        {
            CleanEnd = frame.Read(MessageCodecs.Stopping).Why;
        }

        PendingRequest? request;
        lock (_ending)
        {
            _pending.TryGetValue(frame.Id, out request);
        }

        if (frame.Kind == MessageKind.AskInput)
        {
            _ = SendInput(frame.Id, request?.Input ?? Stream.Null);
        }
        else if (request is not null && request.Take(frame))
        {
            lock (_ending)
            {
                _pending.Remove(frame.Id);
            }
        }
    }

    /// <summary>Not on the reading thread: standard input may be long in coming.</summary>
    private Task SendInput(int id, Stream input) => Task.Run(() =>
    {
        var bytes = new byte[LongestInput];
        var length = input.Read(bytes);
        TrySend(Frame.Of(MessageKind.Input, id, new(bytes.AsMemory(0, length)), MessageCodecs.Input));
    });

    private void End()
    {
        PendingRequest[] waiting;
        lock (_ending)
        {
            _lost = true;
            waiting = [.. _pending.Values];
            _pending.Clear();
        }

        _frames.Dispose();
        foreach (var request in waiting)
        {
            request.Lose();
        }
    }
}
