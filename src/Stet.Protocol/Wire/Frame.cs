namespace Stet.Protocol.Wire;

/// <summary>One message as bytes with its kind and the id of the request it belongs to; 0 where it belongs to none.</summary>
internal sealed record Frame(MessageKind Kind, int Id, ReadOnlyMemory<byte> Body)
{
    public static Frame Of<T>(MessageKind kind, int id, T message, Codec<T> codec)
        where T : class => new(kind, id, codec.Encode(message));

    /// <exception cref="MalformedFrameException">The body is not that of a <typeparamref name="T"/>.</exception>
    public T Read<T>(Codec<T> codec)
        where T : class => codec.Decode(Body, Kind);
}

/// <summary>The other side sent bytes that are not a frame of this protocol. The connection cannot go on.</summary>
internal sealed class MalformedFrameException(string message) : Exception(message);
