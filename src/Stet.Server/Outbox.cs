using System.Text;
using Stet.Protocol.Wire;

namespace Stet.Server;

/// <summary>
/// What is on its way to one front end, in order. A front end that does not read (a stopped terminal) must not hold up the engine:
/// <see cref="Send"/> never blocks. Only the output of its own run waits, once much of it lies here, as it would in a pipe.
/// </summary>
internal sealed class Outbox
{
    private const int MostOutput = 4 * 1024 * 1024;
    private const int LongestPiece = 64 * 1024;

    private readonly FrameStream _frames;
    private readonly Queue<Piece> _queue = new();
    private readonly object _changed = new();
    private readonly Thread _pump;
    private Piece? _last;
    private int _outputLength;
    private bool _closing;
    private bool _broken;

    public Outbox(FrameStream frames)
    {
        _frames = frames;
        _pump = new Thread(Pump) { IsBackground = true, Name = "outbox" };
        _pump.Start();
    }

    public void Send(Frame frame)
    {
        lock (_changed)
        {
            Add(new Piece(frame, null, false, 0));
        }
    }

    /// <summary>Sends what a run writes; consecutive pieces travel together. Blocks while more than 4 MiB of characters wait.</summary>
    public void SendOutput(int id, string text, bool isError)
    {
        lock (_changed)
        {
            while (_outputLength > MostOutput && !_broken)
            {
                Monitor.Wait(_changed);
            }

            _outputLength += text.Length;
            if (_last is { Text: { Length: < LongestPiece } waiting } last && last.Id == id && last.IsError == isError)
            {
                waiting.Append(text);
                return;
            }

            Add(new Piece(null, new StringBuilder(text), isError, id));
        }
    }

    /// <summary>Sends what a process writes to the terminal. Blocks as <see cref="SendOutput"/> does.</summary>
    public void SendUnhurried(Frame frame)
    {
        lock (_changed)
        {
            while (_outputLength > MostOutput && !_broken)
            {
                Monitor.Wait(_changed);
            }

            _outputLength += frame.Body.Length;
            Add(new Piece(frame, null, false, 0, frame.Body.Length));
        }
    }

    /// <summary>Sends what waits, for at most the time given, and ends. True when all of it was sent.</summary>
    public bool Close(TimeSpan patience)
    {
        lock (_changed)
        {
            _closing = true;
            Monitor.PulseAll(_changed);
        }

        return _pump.Join(patience) && !_broken;
    }

    private void Add(Piece piece)
    {
        if (_broken)
        {
            return;
        }

        _queue.Enqueue(piece);
        _last = piece;
        Monitor.PulseAll(_changed);
    }

    private void Pump()
    {
        try
        {
            while (Next() is { } frame)
            {
                _frames.Write(frame);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            lock (_changed)
            {
                _broken = true; // The front end is gone; the reading thread ends the connection.
                _queue.Clear();
                Monitor.PulseAll(_changed);
            }
        }
    }

    /// <summary>The next frame; null when closing and nothing waits.</summary>
    private Frame? Next()
    {
        lock (_changed)
        {
            while (_queue.Count == 0)
            {
                if (_closing)
                {
                    return null;
                }

                Monitor.Wait(_changed);
            }

            var piece = _queue.Dequeue();
            if (_queue.Count == 0)
            {
                _last = null;
            }

            if (piece.Text is not { } text)
            {
                _outputLength -= piece.Unhurried;
                Monitor.PulseAll(_changed);
                return piece.Frame;
            }

            _outputLength -= text.Length;
            Monitor.PulseAll(_changed);
            return Frame.Of(MessageKind.Output, piece.Id, new(text.ToString(), piece.IsError), MessageCodecs.Output);
        }
    }

    /// <param name="Unhurried">The bytes of a frame that count as output.</param>
    private sealed record Piece(Frame? Frame, StringBuilder? Text, bool IsError, int Id, int Unhurried = 0);
}
