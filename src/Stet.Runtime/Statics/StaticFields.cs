using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Worlds;

namespace Stet.Runtime;

/// <summary>
/// The values of a type's static places, as they are stored and carried: the compiler nests a class of this kind in every type that has some, with a field for each.
/// Of this class itself where the type is no more.
/// </summary>
public class StaticFields
{
    /// <summary>What comes between the name of a slot and the stamp it was filled under.</summary>
    private const char Mark = '=';

    /// <summary>The stamp of a place whose value was live.</summary>
    internal const string LostStamp = "?";

    /// <summary>The stamp of a place that counts whatever its initialiser is: something in it has another name, and nothing else has changed.</summary>
    internal const string RenamedStamp = "!";

    /// <summary>Name and stamp of each place that is kept. A place that is not in it begins anew.</summary>
    public string[] Kept = [];

    public static bool IsHolder(string typeName) => typeName.EndsWith("+" + HiddenMembers.Statics, StringComparison.Ordinal);

    /// <summary>The full name of the type whose static places a stored type of this kind holds.</summary>
    public static string OwnerOf(string typeName) => typeName[..^(HiddenMembers.Statics.Length + 1)];

    /// <summary>The class that holds the static places of a type; null where it has none.</summary>
    public static Type? HolderOf(Type owner) => owner.GetNestedType(HiddenMembers.Statics, BindingFlags.NonPublic | BindingFlags.Public) is { } holder
        ? holder.IsGenericTypeDefinition && owner.IsConstructedGenericType ? holder.MakeGenericType(owner.GetGenericArguments()) : holder : null;

    /// <summary>The type whose static places these are; null where it is no more.</summary>
    public static Type? OwnerOf(Type holder) => holder.DeclaringType is not { } owner ? null
        : owner.IsGenericTypeDefinition ? owner.MakeGenericType(holder.GetGenericArguments()) : owner;

    /// <summary>What the place held was live and is not to be had: its initialiser makes it again, unless it is in use.</summary>
    public void Lose(string name) => Kept = [.. Kept.Select(k => NameIn(k) == name ? name + Mark + LostStamp : k)];

    /// <summary>The places are called otherwise, or what their initialisers name is.</summary>
    public void Rename(Func<string, string> name) =>
        Kept = [.. Kept.Select(k => name(NameIn(k)) + Mark + (k[(k.IndexOf(Mark) + 1)..] is "" or LostStamp ? k[(k.IndexOf(Mark) + 1)..] : RenamedStamp))];

    internal static StaticFields Empty(Type holder)
    {
        var empty = (StaticFields)RuntimeHelpers.GetUninitializedObject(holder);
        empty.Kept = [];
        return empty;
    }

    internal void Keep(IEnumerable<KeyValuePair<string, string>> stamps) =>
        Kept = [.. stamps.Select(s => s.Key + Mark + s.Value).Order(StringComparer.Ordinal)];

    /// <summary>The stamp under which one of the names was kept; null where none was.</summary>
    internal string? StampOf(IReadOnlyList<string> names) => Kept.FirstOrDefault(k => names.Contains(NameIn(k))) is { } kept ? kept[(kept.IndexOf(Mark) + 1)..] : null;

    private static string NameIn(string kept) => kept[..kept.IndexOf(Mark)];
}

/// <typeparam name="THolder">The nested class itself.</typeparam>
public class StaticFields<THolder> : StaticFields
{
    /// <summary>The places, as long as the type is loaded: one for each instance of a generic type.</summary>
    public static readonly BegunStatics Begun = new(OwnerOf(typeof(THolder))!);
}
