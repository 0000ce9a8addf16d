using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;

namespace Stet.Runtime.Restoring;

/// <summary>
/// Rebuilds a graph in four steps: allocate every object empty (strings whole); make the built ones, each after those it needs;
/// fill the others; then, with all fields in place, rebuild the collections that hash or compare with code of the user's. Built ones
/// that hash their parts (frozen sets of records) are made after the filling, which is then done again.
/// No step recurses over the graph.
/// </summary>
internal sealed class GraphReader
{
    readonly ImageTables _tables;
    readonly TypeJoiner _joiner;
    readonly IChunkSource _chunks;
    readonly object?[] _objects;
    readonly int[] _types;
    readonly int[] _counts;
    readonly List<int> _built = [];
    readonly List<(int Object, Action Rebuild)> _late = [];
    readonly List<(int Object, string Type, string Reason)> _lost = [];
    ReferenceCursor _cursor;
    long _budget;

    public GraphReader(ImageTables tables, TypeResolver resolver, IChunkSource chunks)
    {
        (_tables, _chunks, Resolver, In) = (tables, chunks, resolver, tables.Shells);
        _joiner = new(tables, resolver);
        _objects = new object?[tables.Objects];
        _types = new int[tables.Objects];
        _counts = new int[tables.Objects];
        _budget = tables.Built.Remaining + (long)tables.Shells.Remaining;
    }

    /// <summary>Where content comes from.</summary>
    public ByteReader In { get; private set; }

    public TypeResolver Resolver { get; }

    public IReadOnlyList<FieldMismatch> Mismatches => _joiner.Mismatches;

    /// <summary>Objects that could not be made again, and why.</summary>
    public IReadOnlyList<(int Object, string Type, string Reason)> LostObjects => _lost;

    public object? this[int number] => number < 0 ? null : _objects[number];

    public void ReadAll(CancellationToken cancel)
    {
        Allocate(cancel);
        var order = _built.Count == 0 ? null : new BuildOrder(_tables, Extents, _built, id => _joiner.Join(_types[id]).Plan.NeedsContents);
        if (order is not null) Build(order.Early);
        FillAll(cancel);
        if (order is { Late.Count: > 0 })
        {
            Build(order.Late);
            _late.Clear();
            FillAll(cancel);
        }
        LateOrder.Run(_tables, Extents, _late);
    }

    /// <summary>The next reference.</summary>
    public object? Reference()
    {
        int id = _cursor.Read(In, _objects.Length);
        return id < 0 ? null : _objects[id];
    }

    /// <summary>The next reference, which must be of a type.</summary>
    public T? Reference<T>() where T : class
    {
        object? value = Reference();
        return value is null ? null : value as T ?? throw WrongType(value, typeof(T));
    }

    public static DamagedStoreException WrongType(object value, Type wanted) =>
        ByteReader.Damage($"an object of type {value.GetType()} where a {wanted} belongs");

    /// <summary>Consecutive values, as <see cref="GraphWriter.Run"/> wrote them.</summary>
    public void Run(Codec codec, ref byte at, int count, int stride)
    {
        if (codec.RawSize == 0)
        {
            codec.ReadRun(ref at, count, stride, this);
            return;
        }
        if (codec is StoredStructCodec moved) Moved(moved, ref at, count);
        else Memory(ref at, (long)count * codec.RawSize);
        if (!codec.NeedsCheck) return;
        for (int i = 0; i < count; i++) codec.Check(ref Unsafe.AddByteOffset(ref at, (nint)i * stride));
    }

    /// <summary>A whole array of values.</summary>
    public T[] Items<T>(Codec codec, int count)
    {
        Reserve(codec, count);
        var items = new T[count];
        if (count > 0) Run(codec, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(items)), count, Unsafe.SizeOf<T>());
        return items;
    }

    public T Value<T>(Codec codec)
    {
        T value = default!;
        codec.Read(ref Unsafe.As<T, byte>(ref value), this);
        return value;
    }

    /// <summary>Refuses to allocate for elements that the image is too short to hold.</summary>
    public void Reserve(Codec codec, long count)
    {
        if (codec.RawSize > 0)
        {
            long length = count * codec.RawSize;
            if (length > _tables.Shells.Remaining + (long)_tables.Built.Remaining + (long)_tables.Chunks.Count * ChunkSize.Bytes) throw TooFew(count);
            return;
        }
        Reserve(count);
    }

    /// <summary>The same for rows of several columns, which take at least one byte each.</summary>
    public void Reserve(long rows)
    {
        _budget -= rows;
        if (_budget < 0) throw TooFew(rows);
    }

    /// <summary>Has <paramref name="rebuild"/> run when every object is filled and the collections within reach of this one are rebuilt.</summary>
    public void Later(Action rebuild) => _late.Add((_cursor.Current, rebuild));

    /// <summary>Notes that the object being built cannot be made again.</summary>
    public void Lost(string type, string reason) => _lost.Add((_cursor.Current, type, reason));

    public StoredType Join(int type) => _joiner.Join(type);

    ObjectExtents Extents => new(_types, _counts, null);

    void Allocate(CancellationToken cancel)
    {
        var headers = _tables.Headers;
        StoredType? last = null;
        for (int id = 0; id < _objects.Length; id++)
        {
            if ((id & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            var header = ObjectHeader.Read(_tables, headers);
            _types[id] = header.Type;
            if (header.Reason is not null) continue;
            if (header.Type == (int)Primitive.String)
            {
                _objects[id] = header.Text ?? LongText(header);
                continue;
            }
            if (last is null || last.Index != header.Type) last = _joiner.Join(header.Type);
            _counts[id] = (int)Math.Min(header.Count, int.MaxValue);
            if (last.Plan.IsBuilt) _built.Add(id);
            else _objects[id] = last.Plan.Allocate(header, last, this);
        }
        if (headers.Remaining > 0) throw ByteReader.Damage("its headers go on after the last object");
    }

    string LongText(in ObjectHeader header)
    {
        int first = header.FirstChunk, count = (int)header.Count;
        NeedChunks(first, count * 2L);
        return string.Create(count, this, (span, reader) => reader.FromChunks(first, ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(span)), span.Length * 2L));
    }

    void FillAll(CancellationToken cancel)
    {
        (_cursor, In) = (new(0, -1), _tables.Shells);
        In.Position = _tables.Starts.Shells;
        StoredType? last = null;
        for (int id = 0; id < _objects.Length; id++)
        {
            if ((id & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            if (_types[id] == (int)Primitive.String || _objects[id] is not { } shell) continue;
            if (last is null || last.Index != _types[id]) last = _joiner.Join(_types[id]);
            if (last.Plan.IsBuilt) continue;
            _cursor.Current = id;
            last.Plan.Fill(shell, _counts[id], last, this);
        }
        if (In.Remaining > 0) throw ByteReader.Damage("its contents go on after the last object");
    }

    void Build(IReadOnlyList<(int Object, ByteReader Content)> objects)
    {
        foreach (var (id, content) in objects)
        {
            In = content;
            _cursor = new(id, id);
            var type = _joiner.Join(_types[id]);
            _objects[id] = type.Plan.Build(_counts[id], type, this);
            if (In.Remaining > 0) throw ByteReader.Damage($"the content of a {type.Plan.Type} goes on");
        }
    }

    void Memory(ref byte at, long length)
    {
        if (length < ImageFormat.ChunkThreshold)
        {
            In.Span((int)length).CopyTo(MemoryMarshal.CreateSpan(ref at, (int)length));
            return;
        }
        int first = In.Count(int.MaxValue);
        NeedChunks(first, length);
        FromChunks(first, ref at, length);
    }

    void Moved(StoredStructCodec codec, ref byte at, int count)
    {
        long length = (long)count * codec.RawSize;
        if (length < ImageFormat.ChunkThreshold)
        {
            codec.FromMemory(ref at, count, this);
            return;
        }
        int first = In.Count(int.MaxValue);
        NeedChunks(first, length);
        if (length > Array.MaxLength) throw ByteReader.Damage("an array of structs that changed is too long to be read");
        byte[] memory = new byte[length];
        FromChunks(first, ref memory[0], length);
        var whole = In;
        In = new ByteReader(memory);
        codec.FromMemory(ref at, count, this);
        In = whole;
    }

    void NeedChunks(int first, long length)
    {
        if (first + (length + ChunkSize.Bytes - 1) / ChunkSize.Bytes > _tables.Chunks.Count) throw ByteReader.Damage("a reference to a chunk which it does not have");
    }

    void FromChunks(int first, ref byte at, long length)
    {
        for (long offset = 0; offset < length; offset += ChunkSize.Bytes)
        {
            int size = (int)Math.Min(ChunkSize.Bytes, length - offset);
            _chunks.Get(_tables.Chunks[first++], MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref at, (nint)offset), size));
        }
    }

    static DamagedStoreException TooFew(long count) => ByteReader.Damage($"{count} elements, and not the bytes for them");
}
