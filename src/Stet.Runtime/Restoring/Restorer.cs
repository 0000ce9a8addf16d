using Stet.Images;
using Stet.Images.Types;
using Stet.Model;
using Stet.Runtime.Capturing;

namespace Stet.Runtime.Restoring;

/// <summary>
/// Stored form to live object graph. Runs no constructor, finaliser, property setter or deserialisation callback of any type outside
/// the closed list of the surrogates; but collections keyed by a user's type are rebuilt with its Equals, GetHashCode or comparer.
/// Any number of threads may restore at once.
/// </summary>
public sealed class Restorer(IUnitLoader units, IChunkSource chunks)
{
    /// <summary>Makes the values of an image again. Live parts are null in them.</summary>
    /// <exception cref="DamagedStoreException">The bytes are not an image, or name types that are not to be had.</exception>
    /// <remarks>What <see cref="IUnitLoader.Load"/> throws goes through.</remarks>
    public RestoredImage Restore(ReadOnlyMemory<byte> image, CancellationToken cancel)
    {
        var tables = ImageTables.Read(image);
        var reader = new GraphReader(tables, new TypeResolver(tables, units), chunks);
        ReadAll(reader, cancel);
        var values = new Dictionary<string, object?>(tables.Roots.Count);
        foreach (var root in tables.Roots) values[root.Name] = reader[root.Object];
        return new(values, tables.Roots.ToDictionary(r => r.Name, r => reader.Resolver.Resolve(r.Type)), LiveParts(tables, reader), reader.Mismatches);
    }

    /// <summary>Constructors of the framework refuse what a damaged image gives them in many ways; to the caller it is all damage.</summary>
    static void ReadAll(GraphReader reader, CancellationToken cancel)
    {
        try
        {
            reader.ReadAll(cancel);
        }
        catch (Exception) when (reader.Resolver.LoaderFailure is { } failure)
        {
            failure.Throw();
        }
        catch (Exception e) when (e is not (DamagedStoreException or OperationCanceledException or OutOfMemoryException))
        {
            throw new DamagedStoreException("image", $"it cannot be restored: {e.Message}", e);
        }
    }

    static LivePart[] LiveParts(ImageTables tables, GraphReader reader)
    {
        IEnumerable<LivePart> stored = tables.Live.Select(l => new LivePart(l.Path, l.Type, l.Reason));
        if (reader.LostObjects.Count == 0) return [.. stored];
        var paths = ReferencePaths.To(tables, [.. reader.LostObjects.Select(l => l.Object)]);
        return [.. stored, .. reader.LostObjects.Select(l => new LivePart(paths[l.Object], l.Type, l.Reason))];
    }
}
