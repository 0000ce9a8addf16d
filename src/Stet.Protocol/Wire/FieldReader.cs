using System.Buffers.Binary;
using System.Text;

namespace Stet.Protocol.Wire;

/// <summary>Takes the fields out again that <see cref="FieldWriter"/> has put in. Trusts nothing: a length is checked against the bytes that are there.</summary>
internal sealed class FieldReader(ReadOnlyMemory<byte> body, MessageKind kind)
{
    private int _next;

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Next(sizeof(long)));

    public double Number() => BinaryPrimitives.ReadDoubleLittleEndian(Next(sizeof(double)));

    public bool Flag() => Next(1)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw Malformed($"{other} is neither true nor false"),
    };

    public byte[] Bytes() => Next(Int()).ToArray();

    public string Text() => TextOrNull() ?? throw Malformed("a text is absent");

    public string? TextOrNull()
    {
        var length = Int();
        return length == -1 ? null : Encoding.UTF8.GetString(Next(length));
    }

    public IReadOnlyList<string> Texts()
    {
        var texts = new string[Count()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text();
        }

        return texts;
    }

    /// <summary>The count of a list; each element takes at least a byte, so a false count costs no memory.</summary>
    public int Count()
    {
        var count = Int();
        return count >= 0 && count <= body.Length - _next ? count : throw Malformed($"a list of {count} elements does not fit");
    }

    /// <exception cref="MalformedFrameException">There is more than the message needs.</exception>
    public void End()
    {
        if (_next != body.Length)
        {
            throw Malformed($"it has {body.Length - _next} bytes too many");
        }
    }

    private ReadOnlySpan<byte> Next(int length)
    {
        if (length < 0 || length > body.Length - _next)
        {
            throw Malformed($"a field of {length} bytes does not fit");
        }

        _next += length;
        return body.Span.Slice(_next - length, length);
    }

    private MalformedFrameException Malformed(string what) => new($"The body of a {kind} frame is not what it should be: {what}.");
}
