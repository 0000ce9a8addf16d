using Stet.Images.Bytes;
using Stet.Model;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>What is common to collections that hash or compare.</summary>
internal static class Hashing
{
    /// <summary>The comparer to store; null for the one that is used anyway.</summary>
    public static object? Stored<T>(IEqualityComparer<T> comparer) => ReferenceEquals(comparer, EqualityComparer<T>.Default) ? null : comparer;

    public static object? Stored<T>(IComparer<T> comparer) => ReferenceEquals(comparer, Comparer<T>.Default) ? null : comparer;

    /// <summary>
    /// Whether keys can be hashed and compared before all objects are filled: they hold no objects but strings, and no code of the
    /// user's is involved.
    /// </summary>
    public static bool IsSafe(Type key, object? comparer)
    {
        if (comparer is not (null or StringComparer)) return false;
        return IsSafe(key);
    }

    /// <summary>Tuples and nullables are as safe as their parts.</summary>
    static bool IsSafe(Type key) =>
        key == typeof(string) || key.IsPrimitive || key.IsEnum || Simple.Contains(key) ||
        key.IsConstructedGenericType && Composed.Contains(key.GetGenericTypeDefinition()) && key.GetGenericArguments().All(IsSafe);

    public static DamagedStoreException BadKey(object collection) =>
        ByteReader.Damage($"a {TypeNames.Of(collection.GetType())} has a key twice, or none; where keys have an Equals of their own, it may have changed");

    static readonly HashSet<Type> Composed =
    [
        typeof(Nullable<>), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    static readonly HashSet<Type> Simple =
    [
        typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Half),
        typeof(Int128), typeof(UInt128), typeof(System.Text.Rune), typeof(System.Numerics.Complex), typeof(System.Numerics.BigInteger),
        typeof(Index), typeof(Range),
    ];
}
