using System.Collections;
using System.Collections.Concurrent;

namespace Stet.Display;

/// <summary>What is known of a collection before its elements are asked for.</summary>
internal static class Sequences
{
    /// <summary>The type argument of the first <c>IEnumerable&lt;T&gt;</c> that the type implements, or null.</summary>
    public static Type? ElementType(Type type) =>
        Implemented(type, typeof(IEnumerable<>))?.GetGenericArguments()[0];

    /// <summary>The number of elements where the collection knows it; null for a lazy sequence.</summary>
    public static int? Count(object value) =>
        value switch
        {
            Array array => array.Length,
            ICollection collection => collection.Count,
            _ when CountingInterface(value.GetType()) is { } counting => (int?)counting.GetProperty("Count")!.GetValue(value),
            _ => null,
        };

    public static bool IsCounted(Type type) => type.IsAssignableTo(typeof(ICollection)) || CountingInterface(type) is not null;

    public static bool IsDictionary(Type type) =>
        type.IsAssignableTo(typeof(IDictionary))
        || (ElementType(type) is { IsGenericType: true } element && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) && IsCounted(type));

    /// <summary>Whether asking for elements uses them up, or asks a machine elsewhere: such a sequence shows its type alone.</summary>
    public static bool IsConsumedByLooking(object value) =>
        (value is IQueryable query && query.Provider is not EnumerableQuery)
        || (value.GetType().DeclaringType is { IsGenericType: true } owner && owner.GetGenericTypeDefinition() == typeof(BlockingCollection<>));

    /// <summary>A name for the sequence that C# code could write: iterators and queries have private types, so they go by their interface.</summary>
    public static string Name(object value, Type? staticType)
    {
        var type = value.GetType();
        if (value is Array array)
        {
            return CSharpNames.Sized(array);
        }

        if (CSharpNames.Writable(type) is { } writable)
        {
            return CSharpNames.Of(writable);
        }

        var written = staticType is { IsInterface: true, IsGenericType: true } ? staticType : PublicInterface(type);
        return written is null ? nameof(IEnumerable) : CSharpNames.Of(written);
    }

    private static Type? PublicInterface(Type type) =>
        Implemented(type, typeof(IOrderedEnumerable<>)) ?? Implemented(type, typeof(ILookup<,>)) ?? Implemented(type, typeof(IEnumerable<>));

    private static Type? CountingInterface(Type type) =>
        Implemented(type, typeof(IReadOnlyCollection<>)) ?? Implemented(type, typeof(ICollection<>));

    private static Type? Implemented(Type type, Type definition) =>
        type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);
}
