using Stet.Images;
using Stet.Images.Types;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Migrating;

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
    /// <exception cref="ValueUnfitException">A value does not fit the types of today.</exception>
    /// <param name="live">The live parts that this process still has, by their number in the image.</param>
    public RestoredImage Restore(ReadOnlyMemory<byte> image, CancellationToken cancel, Func<int, object?>? live = null)
    {
        var restored = Restore(image, null, live, cancel);
        return restored.Problems is [var first, ..] ? throw new ValueUnfitException($"{first.Path}: {first.Reason}") : restored;
    }

    /// <summary>
    /// The values of an image as values of the types of today, which may differ: derived members are computed, <c>Migrate</c> is called. What cannot be
    /// carried is in <see cref="RestoredImage.Problems"/>.
    /// </summary>
    public RestoredImage Migrate(ReadOnlyMemory<byte> image, MigrationRules rules, CancellationToken cancel, Func<int, object?>? live = null) => Restore(image, rules, live, cancel);

    RestoredImage Restore(ReadOnlyMemory<byte> image, MigrationRules? rules, Func<int, object?>? live, CancellationToken cancel)
    {
        var tables = ImageTables.Read(image);
        var resolver = new TypeResolver(tables, units);
        var reader = new GraphReader(tables, resolver, chunks, rules) { Live = live };
        ReadAll(reader, cancel);
        if (rules is not null) reader.LoseNothing();
        if (reader.Problems.Count > 0) return new(new Dictionary<string, object?>(), new Dictionary<string, Type>(), [], reader.Mismatches) { Problems = Problems(tables, reader) };
        var values = new Dictionary<string, object?>(tables.Roots.Count);
        foreach (var root in tables.Roots) values[root.Name] = reader[root.Object];
        return new(values, Types(tables, resolver), LiveParts(tables, reader), reader.Mismatches) { Objects = tables.Objects };
    }

    static Dictionary<string, Type> Types(ImageTables tables, TypeResolver resolver)
    {
        try
        {
            return tables.Roots.ToDictionary(r => r.Name, r => resolver.Resolve(r.Type));
        }
        catch (UnfitTypeException unfit)
        {
            throw new ValueUnfitException(unfit.Message);
        }
    }

    static List<ValueProblem> Problems(ImageTables tables, GraphReader reader)
    {
        var paths = ReferencePaths.To(tables, [.. reader.Problems.Select(p => p.Object)]);
        return [.. reader.Problems.GroupBy(p => p.Reason).Select(g => new ValueProblem(paths[g.First().Object], g.Key, g.Select(p => p.Object).Distinct().Count()))];
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
        catch (UnfitTypeException unfit)
        {
            throw new ValueUnfitException(unfit.Message);
        }
        catch (Exception e) when (e is not (DamagedStoreException or OperationCanceledException or OutOfMemoryException or ValueUnfitException))
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
