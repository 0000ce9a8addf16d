using Stet.Images;
using Stet.Images.Bytes;
using Stet.Model;

namespace Stet.Runtime.Capturing;

/// <summary>
/// Live object graphs to their stored form. Each root is walked into an image of its own; where roots turn out to share an object
/// with identity, they are walked again into one image together, so that sharing between variables is kept.
/// May be used by several threads, which wait for each other.
/// </summary>
public sealed class Capturer
{
    readonly Lock _one = new();
    readonly GraphWriter _writer;
    readonly ByteWriter _tables = new();

    public Capturer(IUnitNames units, IChunkSink chunks) => _writer = new(new TypeTable(new HomeNames(units)), chunks);

    /// <summary>
    /// Walks all roots. Gives one image for each set of roots that share objects, in the order of their first roots. What cannot be
    /// stored becomes a live part; nothing is thrown for it.
    /// </summary>
    /// <exception cref="CaptureException">Another thread changed the values meanwhile; capture again.</exception>
    /// <exception cref="ImageTooLargeException">The small objects of connected roots take more than 2 GB.</exception>
    public IReadOnlyList<CapturedImage> Capture(IReadOnlyList<CaptureRoot> roots, CancellationToken cancel)
    {
        lock (_one)
        {
            try
            {
                return CaptureEach(roots, cancel);
            }
            finally
            {
                _writer.Forget();
            }
        }
    }

    List<CapturedImage> CaptureEach(IReadOnlyList<CaptureRoot> roots, CancellationToken cancel)
    {
        var images = new List<CapturedImage?>(roots.Count);
        var starts = new List<int>(roots.Count);
        var groups = new RootGroups(roots.Count);
        for (int i = 0; i < roots.Count; i++)
        {
            var image = Write([roots[i]], cancel);
            starts.Add(_writer.Start);
            images.Add(image);
            foreach (int earlier in _writer.SharedWithEarlier) groups.Join(RootOf(starts, earlier), i);
        }
        return groups.AllSingle ? images! : Joined(roots, images, groups, cancel);
    }

    List<CapturedImage> Joined(IReadOnlyList<CaptureRoot> roots, List<CapturedImage?> images, RootGroups groups, CancellationToken cancel)
    {
        var joined = new List<CapturedImage>();
        foreach (var members in groups.All())
        {
            if (members.Count == 1)
            {
                joined.Add(images[members[0]]!);
                continue;
            }
            _writer.Forget();
            joined.Add(Write([.. members.Select(m => roots[m])], cancel)!);
        }
        return joined;
    }

    /// <returns>Null where the roots share objects with an earlier image, so that this one is of no use.</returns>
    CapturedImage? Write(CaptureRoot[] roots, CancellationToken cancel)
    {
        _writer.Begin();
        try
        {
            var values = new int[roots.Length];
            for (int i = 0; i < roots.Length; i++) values[i] = _writer.Root(roots[i].Value, isBoxed: roots[i].DeclaredType.IsValueType);
            _writer.Walk(cancel);
            return _writer.SharedWithEarlier.Count > 0 ? null : Assemble(roots, values);
        }
        catch (Exception e) when (e is CaptureException or InvalidOperationException or NullReferenceException or IndexOutOfRangeException or ArgumentException)
        {
            throw new CaptureException($"{string.Join(", ", roots.Select(r => r.Name))} could not be read: {e.Message}", e);
        }
    }

    CapturedImage Assemble(CaptureRoot[] roots, int[] values)
    {
        int[] declared = [.. roots.Select(r => _writer.Types.Named(r.DeclaredType))];
        byte[] bytes = Bytes(roots, declared, values, []);
        LivePart[] live = [];
        if (_writer.LiveObjects.Count > 0)
        {
            var paths = ReferencePaths.To(ImageTables.Read(bytes), [.. _writer.LiveObjects.Select(l => l.Object)]);
            live = [.. _writer.LiveObjects.Select(l => new LivePart(paths[l.Object], TypeNames.Of(l.Type), l.Reason))];
            bytes = Bytes(roots, declared, values, live);
        }
        return new([.. roots.Select(r => r.Name)], bytes, [.. _writer.Chunks.Distinct()], live, _writer.Types.Units, _writer.Objects,
            bytes.Length + _writer.ChunkBytes, _writer.Immutable && live.Length == 0, _writer.Shareable)
        {
            LiveObjects = [.. _writer.LiveObjects.Select(l => (l.Object, l.Instance))],
            Held = _writer.Types.Held,
        };
    }

    byte[] Bytes(CaptureRoot[] roots, int[] declared, int[] values, LivePart[] live)
    {
        _tables.Clear();
        _tables.Raw(ImageFormat.Magic);
        _writer.Types.Write(_tables);
        _tables.Varint(_writer.Chunks.Count);
        foreach (var hash in _writer.Chunks)
        {
            _tables.Raw(hash.High);
            _tables.Raw(hash.Low);
        }
        _tables.Varint(_writer.Objects);
        WriteRoots(roots, declared, values);
        WriteLive(live);
        _tables.Varint(_writer.Headers.Length);
        _tables.Varint(_writer.Built.Length);
        _tables.Varint(_writer.Shells.Length);
        return Concatenated(_tables.Written, _writer.Headers.Written, _writer.Built.Written, _writer.Shells.Written);
    }

    void WriteRoots(CaptureRoot[] roots, int[] declared, int[] values)
    {
        var cursor = new ReferenceCursor(0, -1);
        _tables.Varint(roots.Length);
        for (int i = 0; i < roots.Length; i++)
        {
            _tables.Name(roots[i].Name);
            _tables.Varint(declared[i]);
            cursor.Write(_tables, values[i]);
        }
    }

    void WriteLive(LivePart[] live)
    {
        _tables.Varint(live.Length);
        foreach (var part in live)
        {
            _tables.Name(part.Path);
            _tables.Name(part.Type);
            _tables.Name(part.Reason);
        }
    }

    static byte[] Concatenated(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d)
    {
        long length = (long)a.Length + b.Length + c.Length + d.Length;
        if (length > Array.MaxLength) throw new ImageTooLargeException();
        byte[] all = GC.AllocateUninitializedArray<byte>((int)length);
        a.CopyTo(all);
        b.CopyTo(all.AsSpan(a.Length));
        c.CopyTo(all.AsSpan(a.Length + b.Length));
        d.CopyTo(all.AsSpan(a.Length + b.Length + c.Length));
        return all;
    }

    static int RootOf(List<int> starts, int number)
    {
        int at = starts.BinarySearch(number);
        if (at < 0) return ~at - 1;
        while (at + 1 < starts.Count && starts[at + 1] == number) at++;
        return at;
    }
}
