using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Stet.Storage.Packs;

/// <summary>The pack files of a store: appends to the newest, reads from any.</summary>
internal sealed class PackSet(string folder, long packBytes) : IDisposable
{
    private readonly ConcurrentDictionary<int, SafeFileHandle> readers = [];
    private readonly Dictionary<int, PackFile> written = [];
    private readonly HashSet<int> retired = [];
    private readonly Lock gate = new();
    private PackFile? current;

    public string Folder => folder;

    public static IEnumerable<int> Numbers(string folder) =>
        Directory.EnumerateFiles(folder, "*.pack")
            .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), out var number) ? number : 0)
            .Where(number => number > 0);

    public ChunkPlace Append(ContentHash hash, ReadOnlySpan<byte> bytes) => Current().Append(hash, bytes);

    /// <summary>Makes all that was appended to a pack durable.</summary>
    /// <exception cref="IOException">The pack is suspect from now on and takes no more chunks.</exception>
    public void Sync(int number)
    {
        PackFile pack;
        lock (gate)
        {
            pack = written[number];
        }

        try
        {
            pack.Sync();
        }
        catch (IOException)
        {
            lock (gate)
            {
                current = current == pack ? null : current;
            }

            throw;
        }
    }

    /// <summary>A sync of the pack has failed: what was written may be gone, although it still reads back.</summary>
    public bool IsSuspect(int number)
    {
        lock (gate)
        {
            return written.TryGetValue(number, out var pack) && pack.Suspect;
        }
    }

    /// <summary>Opens packs for reading: they can be read from now on even where they are deleted meanwhile.</summary>
    /// <exception cref="IOException">One is not there.</exception>
    public void Hold(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            readers.GetOrAdd(number, n => PackFile.OpenToRead(folder, n));
        }
    }

    /// <summary>Fills <paramref name="destination"/> from a place; false where the pack ends before.</summary>
    public bool Read(ChunkPlace place, Span<byte> destination)
    {
        var reader = readers.GetOrAdd(place.Pack, number => PackFile.OpenToRead(folder, number));
        for (var done = 0; done < destination.Length;)
        {
            var read = RandomAccess.Read(reader, destination[done..], place.Position + done);
            if (read == 0)
            {
                return false;
            }

            done += read;
        }

        return true;
    }

    public long Length(int number) => new FileInfo(PathOf(number)) is { Exists: true } file ? file.Length : 0;

    /// <summary>No chunk is appended to this pack any more.</summary>
    public void Retire(int number)
    {
        lock (gate)
        {
            retired.Add(number);
            if (written.Remove(number, out var pack))
            {
                current = current == pack ? null : current;
                pack.Dispose();
            }
        }
    }

    public void Delete(int number)
    {
        if (readers.TryRemove(number, out var reader))
        {
            reader.Dispose();
        }

        File.Delete(PathOf(number));
    }

    public void Dispose()
    {
        foreach (var pack in written.Values)
        {
            pack.Dispose();
        }

        foreach (var reader in readers.Values)
        {
            reader.Dispose();
        }
    }

    private string PathOf(int number) => Path.Combine(folder, PackFile.NameOf(number));

    private PackFile Current()
    {
        lock (gate)
        {
            if (current is null || current.End >= packBytes)
            {
                current = Next();
                written[current.Number] = current;
            }

            return current;
        }
    }

    /// <summary>The newest pack of an earlier run while it has room, otherwise a new one.</summary>
    private PackFile Next()
    {
        var newest = Numbers(folder).Append(0).Concat(retired).Max();
        var reusable = newest > 0 && !written.ContainsKey(newest) && !retired.Contains(newest) && Length(newest) < packBytes;
        return reusable ? PackFile.OpenToAppend(folder, newest) : PackFile.Create(folder, newest + 1);
    }
}
