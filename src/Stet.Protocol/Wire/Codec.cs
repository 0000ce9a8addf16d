using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stet.Protocol.Wire;

/// <summary>
/// How one kind of message is written as JSON and read. By hand, because the serializer's generic code for our types cannot be compiled
/// ahead and would cost every <c>stet eval</c> more than the rest of its start (docs/decisions/0031).
/// </summary>
internal sealed class Codec<T>(Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read)
    where T : class
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public ReadOnlyMemory<byte> Encode(T message)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            Write(json, message);
        }

        return bytes.WrittenMemory;
    }

    /// <exception cref="MalformedFrameException">The bytes are not the JSON of a <typeparamref name="T"/>.</exception>
    public T Decode(ReadOnlyMemory<byte> body, MessageKind kind)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new MalformedFrameException($"The body of a {kind} frame is not what it should be: {e.Message}");
        }
    }

    /// <summary>Writes the message inside another one.</summary>
    public void Write(Utf8JsonWriter json, T message)
    {
        json.WriteStartObject();
        write(json, message);
        json.WriteEndObject();
    }

    /// <summary>Reads the message inside another one.</summary>
    public T Read(JsonElement element) => read(element);

    public void WriteAll(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> messages)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < messages.Count; i++)
        {
            Write(json, messages[i]);
        }

        json.WriteEndArray();
    }

    public IReadOnlyList<T> ReadAll(JsonElement array)
    {
        var messages = new T[array.GetArrayLength()];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = read(array[i]);
        }

        return messages;
    }
}
