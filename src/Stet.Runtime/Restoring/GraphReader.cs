using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Migrating;

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
    readonly List<(int Object, string Reason)> _problems = [];
    readonly HookedObjects _hooked;
    readonly bool _isMigrating;
    ReferenceCursor _cursor;
    readonly long _whole;
    long _budget;
    bool _isAgain;
    int _last = -1;
    readonly HashSet<int> _unfit = [];
    readonly HashSet<int> _given = [];

    const int MostProblems = 10_000;

    public GraphReader(ImageTables tables, TypeResolver resolver, IChunkSource chunks, MigrationRules? rules)
    {
        (_tables, _chunks, Resolver, In) = (tables, chunks, resolver, tables.Shells);
        (_joiner, _isMigrating) = (new(tables, resolver, rules), rules is not null);
        _objects = new object?[tables.Objects];
        _types = new int[tables.Objects];
        _counts = new int[tables.Objects];
        _hooked = new(this);
        _whole = _budget = tables.Built.Remaining + (long)tables.Shells.Remaining;
    }

    /// <summary>The live parts that this process still has, by their number in the image.</summary>
    public Func<int, object?>? Live { get; init; }

    /// <summary>Where content comes from.</summary>
    public ByteReader In { get; private set; }

    public TypeResolver Resolver { get; }

    public IReadOnlyList<FieldMismatch> Mismatches => _joiner.Mismatches;

    /// <summary>The name that a type had when the image was captured.</summary>
    public string StoredName(int type) => _tables.Record(type)?.Name ?? "";

    /// <summary>Objects that could not be made again, and why.</summary>
    public IReadOnlyList<(int Object, string Type, string Reason)> LostObjects => _lost;

    /// <summary>Values that do not fit the types of today, by object.</summary>
    public IReadOnlyList<(int Object, string Reason)> Problems => _problems;

    /// <summary>The member that is being read, for the report of a problem.</summary>
    public string? Member { get; set; }

    /// <summary>What is read now stays: all objects are in place.</summary>
    public bool IsLastReading { get; private set; } = true;

    /// <summary>The last reference was to an object that could not be made.</summary>
    public bool IsLost => _last >= 0 && _objects[_last] is null;

    public object? this[int number] => number < 0 ? null : _objects[number];

    public void ReadAll(CancellationToken cancel)
    {
        Allocate(cancel);
        if (_problems.Count > 0) return;
        var order = _built.Count == 0 ? null : new BuildOrder(_tables, Extents, _built, id => _hooked.Any || _joiner.Join(_types[id]).Plan.NeedsContents);
        IsLastReading = false;
        if (order is not null) Build(order.Early);
        FillAll(cancel);
        _hooked.Run(_tables, Extents);
        if (order is { Late.Count: > 0 }) Build(order.Late);
        for (int readings = _joiner.ReadingsOfBoxes; readings > 0 && _isAgain; readings--) FillAll(cancel);
        IsLastReading = true;
        if (_isAgain || _hooked.Any || order is { Late.Count: > 0 }) FillAll(cancel);
        LateOrder.Run(_tables, Extents, _late, _isMigrating ? RunLate : static (_, action) => action());
    }

    /// <summary>Keys may be equal that were not, and the user's own code may throw: that is a problem of the value, not damage.</summary>
    void RunLate(int id, Action action)
    {
        Concern(id);
        try
        {
            action();
        }
        catch (DamagedStoreException)
        {
            Problem("two of its keys are equal now");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Problem($"comparing its keys threw {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Notes that the value being read, or the object it is part of, cannot be carried to the types of today.</summary>
    public void Problem(string reason)
    {
        if (_problems.Count < MostProblems) _problems.Add((_cursor.Current, Member is null ? reason : $"{Member}: {reason}"));
    }

    /// <summary>For a migration, an object that cannot be made again is a problem like any other.</summary>
    public void LoseNothing() => _problems.AddRange(_lost.Select(l => (l.Object, l.Reason)));

    /// <summary>What is read now depends on the contents of other objects, so all must be read once more.</summary>
    public void ReadAgain() => _isAgain = true;

    /// <summary>The number of the object that the next reference is to; -1 for null.</summary>
    public int ReferenceNumber() => _cursor.Read(In, _objects.Length);

    /// <summary>The next reference.</summary>
    public object? Reference()
    {
        _last = _cursor.Read(In, _objects.Length);
        return _last < 0 ? null : _objects[_last];
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
        if (codec is ReadingCodec { StoredSize: > 0 } moved)
        {
            Moved(moved, ref at, count, stride);
            return;
        }
        if (codec.RawSize == 0)
        {
            codec.ReadRun(ref at, count, stride, this);
            return;
        }
        Memory(ref at, (long)count * codec.RawSize);
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
        int size = codec is ReadingCodec reading ? reading.StoredSize : codec.RawSize;
        if (size > 0)
        {
            long length = count * size;
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
            if (header.Reason is not null)
            {
                GiveLive(id);
                continue;
            }
            if (header.Type == (int)Primitive.String)
            {
                _objects[id] = header.Text ?? LongText(header);
                continue;
            }
            if (last is null || last.Index != header.Type) last = JoinOrNote(header.Type, id);
            if (last is null) continue;
            _counts[id] = (int)Math.Min(header.Count, int.MaxValue);
            if (last.Hook is not null) _hooked.Add(id, last.Hook);
            else if (last.Plan.IsBuilt) _built.Add(id);
            else _objects[id] = last.Plan.Allocate(header, last, this);
        }
        if (headers.Remaining > 0) throw ByteReader.Damage("its headers go on after the last object");
    }

    /// <summary>What is live is not in the image; where it still lives it is put into its place as it is.</summary>
    void GiveLive(int id)
    {
        if (Live?.Invoke(id) is not { } instance) return;
        _objects[id] = instance;
        _given.Add(id);
    }

    /// <summary>A type that cannot be had is a problem of its first object; nothing is filled then.</summary>
    StoredType? JoinOrNote(int type, int id)
    {
        try
        {
            return _joiner.Join(type);
        }
        catch (UnfitTypeException unfit)
        {
            if (_unfit.Add(type)) _problems.Add((id, unfit.Message));
            return null;
        }
    }

    string LongText(in ObjectHeader header)
    {
        int first = header.FirstChunk, count = (int)header.Count;
        NeedChunks(first, count * 2L);
        return string.Create(count, this, (span, reader) => reader.FromChunks(first, ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(span)), span.Length * 2L));
    }

    void FillAll(CancellationToken cancel)
    {
        _late.Clear();
        _budget = _whole;
        (_cursor, In) = (new(0, -1), _tables.Shells);
        In.Position = _tables.Starts.Shells;
        StoredType? last = null;
        for (int id = 0; id < _objects.Length; id++)
        {
            if ((id & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            if (_types[id] == (int)Primitive.String) continue;
            if (_hooked.Any && _hooked.Read(id, new(In.Position, _cursor.High))) continue;
            if (_objects[id] is not { } shell || _given.Contains(id)) continue;
            if (last is null || last.Index != _types[id]) last = _joiner.Join(_types[id]);
            if (last.Plan.IsBuilt) continue;
            Fill(id, shell, last);
        }
        if (In.Remaining > 0) throw ByteReader.Damage("its contents go on after the last object");
    }

    void Fill(int id, object shell, StoredType type)
    {
        _cursor.Current = id;
        Member = null;
        type.Plan.Fill(shell, _counts[id], type, this);
    }

    /// <summary>Reads a hooked object's content, which stands next.</summary>
    internal OldValue Old(int id, ObjectHook hook)
    {
        _cursor.Current = id;
        return hook.Read(this);
    }

    internal void Made(int id, object? value) => _objects[id] = value;

    /// <summary>Says of which object the next problem is.</summary>
    internal void Concern(int id) => (_cursor.Current, Member) = (id, null);

    /// <summary>Fills one object once more.</summary>
    internal void FillAgain(int id, ContentPlace place)
    {
        if (_types[id] == (int)Primitive.String || _objects[id] is not { } shell || _given.Contains(id) || _joiner.Join(_types[id]) is not { Plan.IsBuilt: false } type) return;
        _budget = _whole;
        (_cursor, In) = (new(id, place.High), _tables.Shells);
        In.Position = place.Position;
        Fill(id, shell, type);
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

    void Moved(ReadingCodec codec, ref byte at, int count, int stride)
    {
        long length = (long)count * codec.StoredSize;
        if (length < ImageFormat.ChunkThreshold)
        {
            MovedFromMemory(codec, ref at, count, stride);
            return;
        }
        int first = In.Count(int.MaxValue);
        NeedChunks(first, length);
        if (length > Array.MaxLength) throw ByteReader.Damage("an array of structs that changed is too long to be read");
        byte[] memory = new byte[length];
        FromChunks(first, ref memory[0], length);
        var whole = In;
        In = new ByteReader(memory);
        MovedFromMemory(codec, ref at, count, stride);
        In = whole;
    }

    void MovedFromMemory(ReadingCodec codec, ref byte at, int count, int stride)
    {
        int start = In.Position;
        for (int i = 0; i < count; i++)
        {
            In.Position = start + i * codec.StoredSize;
            codec.ReadFromMemory(ref Unsafe.AddByteOffset(ref at, (nint)i * stride), this);
        }
        In.Position = start + count * codec.StoredSize;
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
