using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Model;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;

namespace Stet.Runtime.Capturing;

/// <summary>
/// Walks graphs breadth first with an explicit queue (the identity map's own order), so depth costs no stack. A header is
/// written when an object is discovered, its content when its turn comes. Between <see cref="Begin"/> and <see cref="End"/> one
/// image is written; objects of images written before are recognised.
/// </summary>
internal sealed class GraphWriter(TypeTable types, IChunkSink sink)
{
    readonly IdentityMap _objects = new();
    readonly ByteWriter _shells = new(), _built = new(), _scratch = new(256);
    readonly List<ContentHash> _chunks = [];
    readonly Dictionary<Type, Entry> _entries = [];
    readonly List<(int Object, Type Type, string Reason, object? Instance)> _live = [];
    Dictionary<object, int>? _foreign;
    Entry _last;
    ReferenceCursor _cursor;
    readonly Queue<int> _counts = [];
    int _expected;
    int _start;
    int _next;

    /// <summary>Where content goes.</summary>
    public ByteWriter Out { get; private set; } = new();

    /// <summary>Where the headers of discovered objects go.</summary>
    public ByteWriter Headers { get; } = new();

    public ByteWriter Shells => _shells;

    public ByteWriter Built => _built;

    public TypeTable Types => types;

    public IReadOnlyList<ContentHash> Chunks => _chunks;

    public IReadOnlyList<(int Object, Type Type, string Reason, object? Instance)> LiveObjects => _live;

    public int Objects => _objects.Count - _start;

    public long ChunkBytes { get; private set; }

    /// <summary>Every object met so far is of a kind that never changes.</summary>
    public bool Immutable { get; private set; }

    /// <summary>An object met so far may be referred to from elsewhere, where its identity counts.</summary>
    public bool Shareable { get; private set; }

    /// <summary>The reference being written is the only one to an array that nobody changes any more.</summary>
    public bool Frozen { get; set; }

    /// <summary>Numbers, counted over all images, of objects with identity that an earlier image holds and this one refers to.</summary>
    public List<int> SharedWithEarlier { get; } = [];

    /// <summary>First number of the image being written.</summary>
    public int Start => _start;

    public void Begin()
    {
        _start = _next = _objects.Count;
        types.Clear();
        _entries.Clear();
        _last = default;
        _chunks.Clear();
        _live.Clear();
        _foreign = null;
        SharedWithEarlier.Clear();
        ChunkBytes = 0;
        Immutable = true;
        Shareable = false;
        Headers.Clear();
        _shells.Clear();
        _built.Clear();
        _counts.Clear();
        _cursor = new(0, -1);
        Out = _shells;
    }

    /// <summary>Forgets all objects of all images.</summary>
    public void Forget()
    {
        _objects.Clear();
        foreach (var bytes in new[] { Headers, _shells, _built, _scratch }) bytes.Clear();
        _entries.Clear();
        _last = default;
        types.Clear();
    }

    /// <summary>Number within the image of a root's value; -1 for null.</summary>
    /// <param name="isBoxed">The value is no object: it was put into a box for being captured.</param>
    public int Root(object? value, bool isBoxed)
    {
        if (value is null) return -1;
        bool shareable = Shareable;
        int number = Discover(value);
        if (isBoxed) Shareable = shareable;
        return number;
    }

    /// <summary>Writes the contents of all that is reachable from what was discovered.</summary>
    public void Walk(CancellationToken cancel)
    {
        for (; _next < _objects.Count; _next++)
        {
            if ((_next & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            if (_objects[_next] is not { } instance || instance.GetType() == typeof(string)) continue;
            var plan = EntryOf(instance).Plan;
            if (!plan.HasContent) continue;
            if (plan.IsRows) _expected = _counts.Dequeue();
            if (plan.IsBuilt) WriteBuilt(plan, instance);
            else
            {
                _cursor.Current = _next - _start;
                plan.Write(instance, this);
            }
        }
    }

    public void Reference(object? value)
    {
        if (value is null) Out.Byte(0);
        else _cursor.Write(Out, Discover(value));
    }

    /// <summary>Stands for a value that cannot be stored and is no object of its own.</summary>
    public void Live(Type type, string reason)
    {
        int number = _objects.Append(null);
        NoteLive(type, reason, null);
        _cursor.Write(Out, number - _start);
    }

    /// <summary>Consecutive values: as memory where the type allows it, one by one otherwise.</summary>
    public void Run(Codec codec, ref byte at, int count, int stride)
    {
        if (codec.RawSize == 0)
        {
            codec.WriteRun(ref at, count, stride, this);
            return;
        }
        long length = (long)count * codec.RawSize;
        if (length >= ImageFormat.ChunkThreshold) Out.Varint(PutChunks(ref at, length));
        else Out.Span(MemoryMarshal.CreateReadOnlySpan(ref at, (int)length));
    }

    /// <summary>Hands memory to the store, without copying it. Gives the place of its first chunk in the image's list.</summary>
    public int PutChunks(ref byte at, long length)
    {
        int first = _chunks.Count;
        for (long offset = 0; offset < length; offset += ChunkSize.Bytes)
        {
            int size = (int)Math.Min(ChunkSize.Bytes, length - offset);
            _chunks.Add(sink.Put(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref at, (nint)offset), size)));
        }
        ChunkBytes += length;
        return first;
    }

    /// <summary>Called by collections for their header: the rows that are to come.</summary>
    public void PromiseCount(int count)
    {
        Headers.Varint(count);
        _counts.Enqueue(count);
    }

    /// <summary>Called by collections with the number of rows they wrote: it must be the one in the header.</summary>
    /// <exception cref="CaptureException">It is not, so the collection changed meanwhile.</exception>
    public void ExpectCount(int count)
    {
        if (count != _expected) throw new CaptureException($"a {TypeNames.Of(_objects[_next]!.GetType())} changed while it was being captured");
    }

    int Discover(object value)
    {
        int number = _objects.Add(value, out bool isNew);
        if (!isNew)
        {
            if (number >= _start) return number - _start;
            return DiscoverForeign(value, number);
        }
        WriteHeader(value, number);
        return number - _start;
    }

    /// <summary>An object of an earlier image: what has no identity is stored again; for the rest the images must become one.</summary>
    int DiscoverForeign(object value, int earlier)
    {
        _foreign ??= new(ReferenceEqualityComparer.Instance);
        if (_foreign.TryGetValue(value, out int known)) return known;
        if (!Plan.For(value.GetType()).WithoutIdentity)
        {
            SharedWithEarlier.Add(earlier);
            return -1;
        }
        int number = _objects.Append(value);
        _foreign.Add(value, number - _start);
        WriteHeader(value, number);
        return number - _start;
    }

    void WriteHeader(object value, int number)
    {
        if (value.GetType() == typeof(string))
        {
            Headers.Byte((byte)Primitive.String);
            Text.WriteHeader(value, this);
            return;
        }
        var entry = EntryOf(value);
        if (entry.Plan.MayBeLive && entry.Plan.WhyLive(value) is { } reason)
        {
            _objects.Forget(number);
            NoteLive(WithoutCode(value.GetType()), reason, value);
            return;
        }
        if (entry.Index == 0) entry = Describe(value.GetType(), entry.Plan);
        if (!entry.Plan.Immutable && !(Frozen && entry.Plan is ArrayPlan)) Immutable = false;
        if (!entry.Plan.WithoutIdentity && !Frozen) Shareable = true;
        Headers.Varint(entry.Index);
        entry.Plan.WriteHeader(value, this);
    }

    /// <summary>The running task of an async method as the task that it is: its class names the method's code, which runs on as it is and has nothing to follow.</summary>
    static Type WithoutCode(Type type)
    {
        var task = type;
        while (task is { IsGenericType: true } && typeof(Task).IsAssignableFrom(task) && Array.Exists(task.GetGenericArguments(), typeof(IAsyncStateMachine).IsAssignableFrom)) task = task.BaseType!;
        return task;
    }

    void NoteLive(Type type, string reason, object? instance)
    {
        _live.Add((Objects - 1, type, reason, instance));
        Headers.Varint(types.Live(type));
        Headers.Name(reason);
    }

    void WriteBuilt(Plan plan, object instance)
    {
        var (cursor, number) = (_cursor, _next - _start);
        _cursor = new(number, number);
        _scratch.Clear();
        Out = _scratch;
        plan.Write(instance, this);
        Out = _shells;
        _cursor = cursor;
        _built.Varint(_scratch.Length);
        _built.Span(_scratch.Written);
    }

    Entry EntryOf(object value)
    {
        Type type = value.GetType();
        if (ReferenceEquals(type, _last.Type)) return _last;
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, type, out bool known);
        if (!known) entry = new(type, Plan.For(type), 0);
        _last = entry;
        return entry;
    }

    Entry Describe(Type type, Plan plan) => _last = _entries[type] = new(type, plan, types.Described(plan));

    static readonly Plan Text = Plan.For(typeof(string));

    readonly record struct Entry(Type Type, Plan Plan, int Index);
}
