namespace Stet.Runtime.Migrating;

/// <summary>The one of several types to which values of all others convert by themselves, as C# finds the type of <c>new[] { 1, 2.5 }</c>.</summary>
internal static class CommonType
{
    static readonly Type[] Signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double)];
    static readonly Type[] Unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong), typeof(float), typeof(double)];

    /// <returns>Null where there is none.</returns>
    public static Type? Of(IReadOnlyCollection<Type> types) => types.FirstOrDefault(t => types.All(other => Converts(other, t)));

    static bool Converts(Type from, Type to) => from == to || to.IsAssignableFrom(from) && !from.IsValueType || IsWider(Signed, from, to) || IsWider(Unsigned, from, to) || IsWiderSigned(from, to);

    static bool IsWider(Type[] order, Type from, Type to) => Array.IndexOf(order, from) is >= 0 and var at && Array.IndexOf(order, to) > at;

    /// <summary>An unsigned number fits a signed one of more bytes.</summary>
    static bool IsWiderSigned(Type from, Type to) => Array.IndexOf(Unsigned, from) is >= 0 and < 3 and var at && Array.IndexOf(Signed, to) > at;
}
