using System.Buffers.Binary;

namespace Stet.Protocol.Wire;

/// <summary>
/// Frames over a stream: four bytes of body length (little-endian), one byte of kind, four bytes of request id, then the body,
/// which is the message's fields (<see cref="FieldWriter"/>). One thread may read while another writes; several writers take turns.
/// </summary>
internal sealed class FrameStream(Stream stream) : IDisposable
{
    public const int HeaderLength = 9;

    /// <summary>The longest body either side accepts: 256 MiB. A longer text is cut before it is sent.</summary>
    public const int MaximumBody = 256 * 1024 * 1024;

    private readonly Lock _writing = new();
    private readonly byte[] _readHeader = new byte[HeaderLength];
    private byte[] _writeBuffer = new byte[4096];

    /// <summary>The next frame; null when the other side has closed the connection between two frames.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="MalformedFrameException">What arrived is not a frame.</exception>
    public Frame? Read()
    {
        var got = stream.ReadAtLeast(_readHeader, HeaderLength, throwOnEndOfStream: false);
        if (got == 0)
        {
            return null;
        }

        if (got < HeaderLength)
        {
            throw new EndOfStreamException("The connection ended inside a frame's header.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_readHeader);
        if (length is < 0 or > MaximumBody)
        {
            throw new MalformedFrameException($"A frame announces {(uint)length} bytes; at most {MaximumBody} are allowed.");
        }

        return new Frame((MessageKind)_readHeader[4], BinaryPrimitives.ReadInt32LittleEndian(_readHeader.AsSpan(5)), ReadBody(length));
    }

    /// <summary>Writes and flushes one frame; blocks while the other side does not read.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public void Write(Frame frame)
    {
        if (frame.Body.Length > MaximumBody)
        {
            throw new ArgumentException($"A message of {frame.Body.Length} bytes is too long; at most {MaximumBody} are allowed.");
        }

        lock (_writing)
        {
            var length = HeaderLength + frame.Body.Length;
            if (_writeBuffer.Length < length)
            {
                _writeBuffer = new byte[length];
            }

            BinaryPrimitives.WriteInt32LittleEndian(_writeBuffer, frame.Body.Length);
            _writeBuffer[4] = (byte)frame.Kind;
            BinaryPrimitives.WriteInt32LittleEndian(_writeBuffer.AsSpan(5), frame.Id);
            frame.Body.Span.CopyTo(_writeBuffer.AsSpan(HeaderLength));
            stream.Write(_writeBuffer, 0, length);
            stream.Flush();
            if (length > 1024 * 1024)
            {
                _writeBuffer = new byte[4096]; // One long text must not hold its memory for the rest of the session.
            }
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Reads in steps, so that a false length costs no memory before the bytes have really come.</summary>
    private byte[] ReadBody(int length)
    {
        const int Step = 1024 * 1024;
        var body = new byte[Math.Min(length, Step)];
        var filled = 0;
        while (true)
        {
            stream.ReadExactly(body, filled, body.Length - filled);
            filled = body.Length;
            if (filled == length)
            {
                return body;
            }

            Array.Resize(ref body, (int)Math.Min(length, filled * 2L));
        }
    }
}
