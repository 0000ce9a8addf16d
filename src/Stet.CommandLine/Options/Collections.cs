namespace Stet.CommandLine.Options;

/// <summary>Types of which several values on a command line make one.</summary>
internal static class Collections
{
    private static readonly HashSet<Type> OfOneType =
    [
        typeof(List<>), typeof(HashSet<>), typeof(SortedSet<>), typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(ICollection<>), typeof(IList<>),
        typeof(ISet<>), typeof(IReadOnlySet<>), typeof(System.Collections.Immutable.ImmutableArray<>), typeof(System.Collections.Immutable.ImmutableList<>), typeof(System.Collections.Immutable.ImmutableHashSet<>),
    ];

    /// <summary>The type of the elements; null for what is no such type.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsSZArray ? type.GetElementType()
        : type.IsGenericType && OfOneType.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;
}
