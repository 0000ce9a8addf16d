using System.Collections;

namespace Stet.Runtime.Formulas;

/// <summary>
/// A formula's value is what its expression gives now. A query gives its elements only when they are asked for, and then others than now: so a formula
/// that is a query holds its elements.
/// </summary>
internal static class LazyValues<T>
{
    private static readonly Func<T, T>? Settling = Make();

    public static T Settle(T value) => Settling is null || value is null or ICollection or Array or string ? value : Settling(value);

    private static Func<T, T>? Make()
    {
        if (!typeof(T).IsInterface || !typeof(T).IsGenericType)
        {
            return null;
        }

        var form = typeof(T).GetGenericTypeDefinition();
        var method = form == typeof(IEnumerable<>) ? nameof(Elements) : form == typeof(IOrderedEnumerable<>) ? nameof(Ordered) : null;
        return method is null ? null
            : typeof(LazyValues<T>).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(typeof(T).GetGenericArguments()[0]).CreateDelegate<Func<T, T>>();
    }

    private static T Elements<TElement>(T value) => (T)(object)((IEnumerable<TElement>)(object)value!).ToArray();

    /// <summary>Ordered again by nothing, so that <c>ThenBy</c> finds what it needs and the order stays.</summary>
    private static T Ordered<TElement>(T value) => (T)(object)((IEnumerable<TElement>)(object)value!).ToArray().OrderBy(_ => 0);
}
