using System.Globalization;
using Stet.Images;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Sessions.Formulas;
using Stet.Worlds;

namespace Stet.Sessions.Checking;

/// <summary>
/// What a value is, apart from the order in which its hashed collections have their elements: texts are hashed otherwise in each process, so that equal sets are stored in other orders. Which
/// objects are the same one does not count.
/// </summary>
internal sealed class UnorderedContent
{
    /// <summary>A value whose objects lie deeper, or that is larger, is compared as it is stored.</summary>
    private const int Deepest = 500;
    private const int Most = 1_000_000;

    private static readonly HashSet<string> Hashed =
    [
        "System.Collections.Generic.HashSet`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Concurrent.ConcurrentDictionary`2", "System.Collections.Hashtable",
        "System.Collections.Immutable.ImmutableHashSet`1", "System.Collections.Immutable.ImmutableHashSet`1+Builder",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.ImmutableDictionary`2+Builder",
    ];

    private readonly Dictionary<PlainNode, ContentHash> known = [];
    private readonly HashSet<PlainNode> above = [];
    private int depth;
    private bool isTooDeep;

    /// <returns>Equal for equal values; null where there is no such collection, or it cannot be told.</returns>
    public static string? Of(object? value, Type type)
    {
        if (Captured(value, type) is not { } graph)
        {
            return null;
        }

        return graph.IsCut || !graph.Nodes.Any(IsHashed) ? null : new UnorderedContent().Root(graph.Roots[0].Value);
    }

    private static PlainGraph? Captured(object? value, Type type)
    {
        try
        {
            var chunks = new OwnChunks();
            var image = new Capturer(new UnitNames(), chunks).Capture([new("value", value, type)], CancellationToken.None)[0];
            return PlainImage.Read(image.Bytes, chunks, new(Most, Most, int.MaxValue));
        }
        catch (CaptureException)
        {
            return null; // Other code changes it at this very moment.
        }
    }

    private string? Root(object? value)
    {
        var hash = Of(value);
        return isTooDeep ? null : hash.ToString();
    }

    private ContentHash Of(object? value) => value switch
    {
        PlainNode node => OfNode(node),
        PlainStruct row => Fields(new HashBuilder().Add(row.Type?.FullName ?? ""), row.Fields).ToHash(),
        _ => new HashBuilder().Add(value?.GetType().FullName ?? "null").Add(TextOf(value)).ToHash(),
    };

    private ContentHash OfNode(PlainNode node)
    {
        if (known.TryGetValue(node, out var before))
        {
            return before;
        }

        if (depth > Deepest || !above.Add(node))
        {
            isTooDeep |= depth > Deepest;
            return new HashBuilder().Add("above").ToHash();
        }

        depth++;
        var hash = new HashBuilder().Add(node.Type.FullName).Add(string.Join(',', node.Lengths ?? [])).Add(node.LiveReason ?? "").Add(Of(node.Boxed));
        Fields(hash, node.Fields);
        foreach (var element in Ordered(node, [.. node.Elements.Select(Of)]))
        {
            hash.Add(element);
        }

        depth--;
        above.Remove(node);
        return known[node] = hash.ToHash();
    }

    private static IEnumerable<ContentHash> Ordered(PlainNode node, List<ContentHash> elements) => IsHashed(node) ? elements.OrderBy(e => e.High).ThenBy(e => e.Low) : elements;

    private HashBuilder Fields(HashBuilder hash, IReadOnlyList<PlainField> fields)
    {
        foreach (var field in fields)
        {
            hash.Add(field.Name).Add(Of(field.Value));
        }

        return hash;
    }

    private static string TextOf(object? value) => value switch
    {
        DateTime or DateTimeOffset or TimeOnly => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    private static bool IsHashed(PlainNode node) => Hashed.Contains(node.Type.FullName) || node.Type.FullName.StartsWith("System.Collections.Frozen.", StringComparison.Ordinal);

    private sealed class UnitNames : IUnitNames
    {
        public string? UnitOf(System.Reflection.Assembly assembly) => WorldLoader.UnitOf(assembly);
    }
}
