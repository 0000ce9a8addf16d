using Stet.Protocol.Wire;

namespace Stet.Server;

/// <summary>
/// Standard input of the front end, as the code of a call reads it: each read asks the front end for more and waits for it, so that nothing is read which the code does not
/// want. Ends with the connection.
/// </summary>
internal sealed class RemoteInput(Outbox outbox, int id) : Stream
{
    private readonly object _changed = new();
    private ReadOnlyMemory<byte> _arrived;
    private bool _asked;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        lock (_changed)
        {
            while (_arrived.IsEmpty && !_ended)
            {
                if (!_asked)
                {
                    _asked = true;
                    outbox.Send(Frame.Of(MessageKind.AskInput, id, Empty.Value, MessageCodecs.Empty));
                }

                Monitor.Wait(_changed);
            }

            var length = Math.Min(buffer.Length, _arrived.Length);
            _arrived.Span[..length].CopyTo(buffer);
            _arrived = _arrived[length..];
            return length;
        }
    }

    /// <summary>Takes what the front end has sent; nothing means that its input has ended.</summary>
    public void Take(ReadOnlyMemory<byte> bytes)
    {
        lock (_changed)
        {
            _asked = false;
            _arrived = bytes;
            _ended |= bytes.IsEmpty;
            Monitor.PulseAll(_changed);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
