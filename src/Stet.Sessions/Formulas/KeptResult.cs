using Stet.Model;
using Stet.Runtime.Capturing;

namespace Stet.Sessions.Formulas;

/// <summary>The result of a formula as the cache has it, with all that says whether it still holds.</summary>
/// <param name="Image">The stored form of the value, as the root "value".</param>
/// <param name="Directory">Where relative file names began when it was computed; empty where it read no files.</param>
internal sealed record KeptResult(
    string Name, ContentHash Version, ContentHash Code, IReadOnlyList<KeptInput> Inputs, IReadOnlyList<KeptRead> Reads, string Directory, ReadOnlyMemory<byte> Image, OwnChunks Chunks)
{
    private const int Format = 4;

    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Format);
        writer.Write(Name);
        Write(writer, Version);
        Write(writer, Code);
        writer.Write(Inputs.Count);
        foreach (var input in Inputs)
        {
            input.Write(writer);
        }

        writer.Write(Reads.Count);
        foreach (var read in Reads)
        {
            writer.Write(read.Name);
            Write(writer, read.Version);
        }

        writer.Write(Directory);
        writer.Write(Image.Length);
        writer.Write(Image.Span);
        Chunks.Write(writer);
        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Null where it was written in another format.</summary>
    public static KeptResult? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return reader.ReadInt32() != Format ? null : new(
            reader.ReadString(), ReadHash(reader), ReadHash(reader), ReadMany(reader, KeptInput.Read), ReadMany(reader, r => new KeptRead(r.ReadString(), ReadHash(r))),
            reader.ReadString(), reader.ReadBytes(reader.ReadInt32()), OwnChunks.Read(reader));
    }

    internal static List<T> ReadMany<T>(BinaryReader reader, Func<BinaryReader, T> one) => [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => one(reader))];

    internal static void Write(BinaryWriter writer, ContentHash hash)
    {
        writer.Write(hash.High);
        writer.Write(hash.Low);
    }

    internal static ContentHash ReadHash(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());
}

/// <param name="Version">As the formula saw it: with the code in the value.</param>
/// <param name="Content">Without.</param>
/// <param name="Image">What the store had of the variable; the default where that is not to be trusted.</param>
/// <param name="Units">The workspace units whose types or code the value contains.</param>
/// <param name="Held">The code itself.</param>
internal sealed record KeptInput(string Name, ContentHash Version, ContentHash Content, ContentHash Image, IReadOnlyList<string> Units, IReadOnlyList<HeldPlace> Held)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        KeptResult.Write(writer, Version);
        KeptResult.Write(writer, Content);
        KeptResult.Write(writer, Image);
        writer.Write(Units.Count);
        foreach (var unit in Units)
        {
            writer.Write(unit);
        }

        writer.Write(Held.Count);
        foreach (var held in Held)
        {
            writer.Write(held.Assembly);
            writer.Write(held.Type);
            writer.Write(held.Method ?? "");
        }
    }

    public static KeptInput Read(BinaryReader reader) => new(reader.ReadString(), KeptResult.ReadHash(reader), KeptResult.ReadHash(reader), KeptResult.ReadHash(reader), KeptResult.ReadMany(reader, r => r.ReadString()),
        KeptResult.ReadMany(reader, r => new HeldPlace(r.ReadString(), r.ReadString(), r.ReadString() is { Length: > 0 } method ? method : null)));
}

internal sealed record KeptRead(string Name, ContentHash Version);
