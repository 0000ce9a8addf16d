namespace Stet.Protocol.Wire;

/// <summary>How one kind of message becomes bytes and is read again: its fields in order, by hand (why not JSON: docs/decisions/0031).</summary>
internal sealed class Codec<T>(Action<FieldWriter, T> write, Func<FieldReader, T> read)
    where T : class
{
    public ReadOnlyMemory<byte> Encode(T message)
    {
        var fields = new FieldWriter();
        write(fields, message);
        return fields.Written;
    }

    /// <exception cref="MalformedFrameException">The bytes are not those of a <typeparamref name="T"/>.</exception>
    public T Decode(ReadOnlyMemory<byte> body, MessageKind kind)
    {
        var fields = new FieldReader(body, kind);
        var message = read(fields);
        fields.End();
        return message;
    }

    /// <summary>Writes messages inside another one.</summary>
    public void WriteAll(FieldWriter to, IReadOnlyList<T> messages)
    {
        to.Int(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            write(to, messages[i]);
        }
    }

    /// <summary>Reads messages inside another one.</summary>
    public IReadOnlyList<T> ReadAll(FieldReader from)
    {
        var messages = new T[from.Count()];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = read(from);
        }

        return messages;
    }
}
