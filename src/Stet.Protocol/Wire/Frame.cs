using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stet.Protocol.Wire;

/// <summary>One message as bytes with its kind and the id of the request it belongs to; 0 where it belongs to none.</summary>
internal readonly record struct Frame(MessageKind Kind, uint Id, ReadOnlyMemory<byte> Body)
{
    public static Frame Of<T>(MessageKind kind, uint id, T message, JsonTypeInfo<T> type) =>
        new(kind, id, JsonSerializer.SerializeToUtf8Bytes(message, type));

    /// <exception cref="MalformedFrameException">The body is not the JSON of a <typeparamref name="T"/>.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body.Span, type)
                ?? throw new MalformedFrameException($"The body of a {Kind} frame is null.");
        }
        catch (JsonException e)
        {
            throw new MalformedFrameException($"The body of a {Kind} frame is not what it should be: {e.Message}");
        }
    }
}

/// <summary>The other side sent bytes that are not a frame of this protocol. The connection cannot go on.</summary>
internal sealed class MalformedFrameException(string message) : Exception(message);
