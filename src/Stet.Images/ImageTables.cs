using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Model;

namespace Stet.Images;

/// <param name="Object">Number of the object that is the value; -1 for null.</param>
internal readonly record struct RootRecord(string Name, int Type, int Object);

/// <summary>Where in the graph a thing that could not be stored stood.</summary>
internal readonly record struct LiveRecord(string Path, string Type, string Reason);

/// <summary>
/// An image opened: its tables read and checked, its three sections at hand. Invariants after <see cref="Read"/>: every type index is
/// in range, no type is its own base or contains itself by value. Held by ImageTablesTests.
/// </summary>
internal sealed class ImageTables
{
    public required IReadOnlyList<Home> Homes { get; init; }
    public required IReadOnlyList<TypeRecord> Types { get; init; }
    public required IReadOnlyList<RootRecord> Roots { get; init; }
    public required IReadOnlyList<LiveRecord> Live { get; init; }
    public required IReadOnlyList<ContentHash> Chunks { get; init; }
    public required int Objects { get; init; }

    /// <summary>Type and extent of every object, strings whole.</summary>
    public required ByteReader Headers { get; init; }

    /// <summary>Content of the objects that are made in one step, each with its length before it.</summary>
    public required ByteReader Built { get; init; }

    /// <summary>Content of all other objects.</summary>
    public required ByteReader Shells { get; init; }

    /// <summary>Where the three sections begin, to read them once more.</summary>
    public (int Headers, int Built, int Shells) Starts { get; private init; }

    /// <summary>Null for the primitives.</summary>
    public TypeRecord? Record(int type) => type < Primitives.FirstOfTable ? null : Types[type - Primitives.FirstOfTable];

    /// <exception cref="DamagedStoreException">The bytes are no image, or not a whole one.</exception>
    public static ImageTables Read(ReadOnlyMemory<byte> image)
    {
        var from = new ByteReader(image);
        uint magic = from.Raw<uint>();
        if ((magic & 0xFFFFFF) != (ImageFormat.Magic & 0xFFFFFF)) throw ByteReader.Damage("the bytes are not an image");
        if (magic != ImageFormat.Magic)
            throw ByteReader.Damage($"it has format version {magic >> 24}, and this program reads version {ImageFormat.Version}");
        var homes = All(from, static r => new Home(r.Byte() != 0, r.Name()));
        var types = All(from, TypeRecord.Read);
        var chunks = All(from, static r => new ContentHash(r.Raw<ulong>(), r.Raw<ulong>()));
        int objects = from.Count(int.MaxValue);
        var cursor = new ReferenceCursor(0, -1);
        var roots = All(from, r => new RootRecord(r.Name(), r.Count(int.MaxValue), cursor.Read(r, objects)));
        var live = All(from, static r => new LiveRecord(r.Name(), r.Name(), r.Name()));
        int headers = from.Count(), built = from.Count(), shells = from.Count();
        int start = from.Position;
        var tables = new ImageTables
        {
            Starts = (start, start + headers, start + headers + built),
            Homes = homes,
            Types = types,
            Roots = roots,
            Live = live,
            Chunks = chunks,
            Objects = objects,
            Headers = from.Part(headers),
            Built = from.Part(built),
            Shells = from.Part(shells),
        };
        if (from.Remaining != 0) throw ByteReader.Damage("bytes follow its end");
        if (objects > headers) throw ByteReader.Damage($"{objects} objects in {headers} bytes");
        TypeCheck.Check(tables);
        return tables;
    }

    static List<T> All<T>(ByteReader from, Func<ByteReader, T> read)
    {
        int count = from.Count();
        var items = new List<T>(Math.Min(count, 1024));
        for (int i = 0; i < count; i++) items.Add(read(from));
        return items;
    }
}
