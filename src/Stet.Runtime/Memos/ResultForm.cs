using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images.Types;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Memos;

/// <summary>
/// Results as bytes, and back: one byte that says which form, then the bits of a plain value, a text or an array of plain values, or the stored form with its chunks. What is read is
/// always new, so that nobody can change what is kept.
/// </summary>
internal static class ResultForm
{
    private const byte Null = 0;
    private const byte Bits = 1;
    private const byte Image = 2;

    private const string Root = "value";

    /// <param name="whyNot">Why it cannot be kept; null where it can.</param>
    public static ReadOnlyMemory<byte> Write<T>(T value, out string? whyNot)
    {
        whyNot = null;
        if (value is null)
        {
            return new byte[] { Null };
        }

        if (RawForm<T>.IsRaw)
        {
            var bytes = new byte[1 + Unsafe.SizeOf<T>()];
            bytes[0] = Bits;
            RawForm<T>.Write(value, bytes.AsSpan(1));
            return bytes;
        }

        return typeof(T) == typeof(string) ? WithBits(MemoryMarshal.AsBytes(((string)(object)value).AsSpan()))
            : ArrayForm<T>.Of is { } arrays ? WithBits(arrays.BytesOf(value)) : Captured(value, typeof(T), out whyNot);
    }

    /// <exception cref="DamagedStoreException">The bytes are no such result.</exception>
    /// <remarks>What restoring throws goes through.</remarks>
    public static T Read<T>(ReadOnlyMemory<byte> form, IUnitLoader units)
    {
        var bytes = form.Span;
        return bytes switch
        {
            [Null] when default(T) is null => default!,
            [Bits, ..] when RawForm<T>.IsRaw && bytes.Length == 1 + Unsafe.SizeOf<T>() => RawForm<T>.Read(bytes[1..]),
            [Bits, ..] when typeof(T) == typeof(string) => (T)(object)new string(MemoryMarshal.Cast<byte, char>(bytes[1..])),
            [Bits, ..] when ArrayForm<T>.Of is { } arrays => arrays.Read(bytes[1..]),
            [Image, ..] => (T)Restored(form[1..], units)!,
            _ => throw new DamagedStoreException("a kept result", "it is not of the function's type"),
        };
    }

    private static byte[] WithBits(ReadOnlySpan<byte> bits)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(1 + bits.Length);
        bytes[0] = Bits;
        bits.CopyTo(bytes.AsSpan(1));
        return bytes;
    }

    private static ReadOnlyMemory<byte> Captured(object value, Type type, out string? whyNot)
    {
        var chunks = new ResultChunks();
        try
        {
            var image = chunks.Capturer.Capture([new(Root, value, type)], CancellationToken.None)[0];
            whyNot = image.LiveParts is [var live, ..] ? $"it holds a {live.Type} ({live.Reason})" : null;
            return whyNot is null ? chunks.With(Image, image.Bytes.Span) : default;
        }
        catch (Exception trouble) when (trouble is CaptureException or InvalidOperationException)
        {
            whyNot = trouble.Message;
            return default;
        }
    }

    private static object? Restored(ReadOnlyMemory<byte> form, IUnitLoader units)
    {
        var (chunks, image) = ResultChunks.Read(form);
        return new Restorer(units, chunks).Restore(image, CancellationToken.None).Values.GetValueOrDefault(Root);
    }
}

/// <summary>The large parts of one result, which stand before it.</summary>
internal sealed class ResultChunks : IChunkSink, IChunkSource, IUnitNames
{
    private const int HashBytes = 16;

    private readonly Dictionary<ContentHash, ReadOnlyMemory<byte>> chunks = [];

    public Capturer Capturer => new(this, this);

    public ContentHash Put(ReadOnlySpan<byte> bytes)
    {
        var hash = new Stet.Worlds.HashBuilder().Add(bytes).ToHash();
        if (!chunks.ContainsKey(hash))
        {
            chunks[hash] = bytes.ToArray();
        }

        return hash;
    }

    public void Get(ContentHash hash, Span<byte> destination)
    {
        if (!chunks.TryGetValue(hash, out var bytes) || bytes.Length != destination.Length)
        {
            throw new DamagedStoreException("a kept result", $"its part {hash} is missing");
        }

        bytes.Span.CopyTo(destination);
    }

    public string? UnitOf(System.Reflection.Assembly assembly) => WorldLoader.UnitOf(assembly);

    /// <summary>The number of parts; each as hash, length and bytes; then the image.</summary>
    public byte[] With(byte form, ReadOnlySpan<byte> image)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)(1 + sizeof(int) + chunks.Values.Sum(c => HashBytes + sizeof(int) + (long)c.Length) + image.Length)));
        bytes[0] = form;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), chunks.Count);
        var rest = bytes.AsSpan(1 + sizeof(int));
        foreach (var (hash, chunk) in chunks)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, hash.High);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[8..], hash.Low);
            BinaryPrimitives.WriteInt32LittleEndian(rest[HashBytes..], chunk.Length);
            chunk.Span.CopyTo(rest[(HashBytes + sizeof(int))..]);
            rest = rest[(HashBytes + sizeof(int) + chunk.Length)..];
        }

        image.CopyTo(rest);
        return bytes;
    }

    /// <exception cref="DamagedStoreException">The bytes are no such result.</exception>
    public static (ResultChunks Chunks, ReadOnlyMemory<byte> Image) Read(ReadOnlyMemory<byte> form)
    {
        var read = new ResultChunks();
        try
        {
            var rest = form[sizeof(int)..];
            for (var left = BinaryPrimitives.ReadInt32LittleEndian(form.Span); left > 0; left--)
            {
                var head = rest.Span;
                var hash = new ContentHash(BinaryPrimitives.ReadUInt64LittleEndian(head), BinaryPrimitives.ReadUInt64LittleEndian(head[8..]));
                var length = BinaryPrimitives.ReadInt32LittleEndian(head[HashBytes..]);
                read.chunks[hash] = rest.Slice(HashBytes + sizeof(int), length);
                rest = rest[(HashBytes + sizeof(int) + length)..];
            }

            return (read, rest);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new DamagedStoreException("a kept result", "it is cut short");
        }
    }
}
