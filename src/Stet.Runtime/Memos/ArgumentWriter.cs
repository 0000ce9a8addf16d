using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Formulas;

namespace Stet.Runtime.Memos;

/// <summary>Turns the arguments of one call into a hash of their content: plain values and texts by their bits, arrays of such by their bytes, all else by its stored form.</summary>
public sealed class ArgumentWriter
{
    /// <summary>A text or an array that is not there.</summary>
    private const byte Null = 0;
    private const byte Present = 1;

    /// <summary>Of more bytes only the hash is taken, so that nothing large is held.</summary>
    private const int Large = 4096;

    private readonly List<CaptureRoot> others = [];
    private readonly HashSet<string> units = [];
    private byte[] buffer = new byte[256];
    private int length;

    /// <summary>Code and types inside of the arguments.</summary>
    internal IReadOnlyCollection<string> Units => units;

    /// <summary>The code itself, as far as it is in objects.</summary>
    internal IReadOnlyList<HeldPlace> Held { get; private set; } = [];

    public void Add<T>(T value)
    {
        if (RawForm<T>.IsRaw)
        {
            RawForm<T>.Write(value, Take(Unsafe.SizeOf<T>()));
        }
        else if (typeof(T) == typeof(string))
        {
            AddBytes(value is null, MemoryMarshal.AsBytes(((string?)(object?)value).AsSpan()));
        }
        else if (ArrayForm<T>.Of is { } arrays)
        {
            AddBytes(value is null, value is null ? [] : arrays.BytesOf(value));
        }
        else
        {
            others.Add(new($"a{others.Count}", value, typeof(T)));
        }
    }

    /// <summary>A type argument.</summary>
    public void AddType<T>() => AddType(typeof(T));

    internal void Begin()
    {
        length = 0;
        Held = [];
        units.Clear();
        others.Clear();
    }

    /// <param name="version">Of what the function computes from beside its arguments.</param>
    /// <param name="versionOf">The version of units inside of the arguments.</param>
    /// <param name="whyNot">Why there is no hash; null where there is one.</param>
    internal ContentHash Finish(ContentHash version, ContentReader reader, Func<IReadOnlyCollection<string>, ContentHash> versionOf, out string? whyNot)
    {
        whyNot = null;
        AddHash(version);
        if (others.Count > 0)
        {
            var content = reader.ContentOf(others, out whyNot);
            AddHash(content.Hash);
            units.UnionWith(content.Units);
            Held = content.Held;
            others.Clear();
        }

        if (units.Count > 0 && whyNot is null)
        {
            AddHash(versionOf(units));
        }

        return Hash(buffer.AsSpan(0, length));
    }

    private static ContentHash Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = XxHash128.HashToUInt128(bytes);
        return new((ulong)(hash >> 64), (ulong)hash);
    }

    private void AddType(Type type)
    {
        if (type.HasElementType)
        {
            AddText(type.IsArray ? $"[{type.GetArrayRank()}]" : "*");
            AddType(type.GetElementType()!);
            return;
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        AddText(definition.FullName ?? definition.Name);
        AddText(definition.Assembly.GetName().Name ?? "");
        if (WorldLoader.UnitOf(definition.Assembly) is { } unit)
        {
            units.Add(unit);
        }

        foreach (var argument in type.GetGenericArguments())
        {
            AddType(argument);
        }
    }

    private void AddText(string text) => AddBytes(false, MemoryMarshal.AsBytes(text.AsSpan()));

    private void AddBytes(bool isNull, ReadOnlySpan<byte> bytes)
    {
        Take(1)[0] = isNull ? Null : Present;
        BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), bytes.Length);
        if (bytes.Length > Large)
        {
            AddHash(Hash(bytes));
        }
        else
        {
            bytes.CopyTo(Take(bytes.Length));
        }
    }

    private void AddHash(ContentHash hash)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), hash.High);
        BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), hash.Low);
    }

    private Span<byte> Take(int count)
    {
        if (buffer.Length - length < count)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, checked(length + count)));
        }

        length += count;
        return buffer.AsSpan(length - count, count);
    }
}
