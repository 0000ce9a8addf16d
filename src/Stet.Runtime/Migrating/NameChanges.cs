using System.Text.RegularExpressions;
using Stet.Worlds;

namespace Stet.Runtime.Migrating;

/// <summary>
/// The names of today for what a stored value calls by an older one, because it was renamed since: types, members, and what the compiler makes of them
/// (the field behind a property, the code of a lambda in a method).
/// </summary>
/// <param name="renamed">In the order in which it happened.</param>
public sealed partial class NameChanges(IReadOnlyList<RenamedName> renamed)
{
    public static NameChanges None { get; } = new([]);

    public bool Any => renamed.Count > 0;

    /// <summary>A type's full name, as reflection writes it.</summary>
    public string Type(string stored) => renamed.Aggregate(stored, Type);

    /// <summary>A member's name, as reflection writes it.</summary>
    /// <param name="owner">The stored name of the type that declares it.</param>
    public string Member(string owner, string stored)
    {
        foreach (var change in renamed)
        {
            owner = Type(owner, change);
            stored = change.Owner is { } of && IsWithin(owner, of) ? Named(stored, change.Old, change.New) : stored;
        }

        return stored;
    }

    /// <summary>A method's signature, as reflection writes it: <c>Vec Twice(Vec)</c>.</summary>
    public string Signature(string owner, string name, string stored)
    {
        if (!Any) return stored;
        int open = stored.IndexOf('(');
        int start = open < 0 ? -1 : stored.LastIndexOf(' ', open) + 1;
        if (start <= 0 || string.CompareOrdinal(stored, start, name, 0, name.Length) != 0) return stored;
        return Types(stored[..start]) + Member(owner, name) + Types(stored[(start + name.Length)..]);
    }

    string Types(string text) => TypeName().Replace(text, m => Type(m.Value));

    static string Type(string stored, RenamedName change)
    {
        if (change.Owner is null) return IsWithin(stored, change.Old) ? change.New + stored[change.Old.Length..] : stored;
        return stored.StartsWith(change.Owner + "+<", StringComparison.Ordinal)
            ? change.Owner + "+" + Named(stored[(change.Owner.Length + 1)..], change.Old, change.New) : stored;
    }

    /// <summary>The type itself, one nested in it, or what the compiler nests in it.</summary>
    static bool IsWithin(string type, string outer) =>
        type.StartsWith(outer, StringComparison.Ordinal) && (type.Length == outer.Length || type[outer.Length] == '+');

    static string Named(string stored, string old, string now)
    {
        if (stored == old) return now;
        foreach (string before in Before)
            if (stored == before + old) return before + now;
        foreach (string before in Within)
            if (stored.StartsWith($"<{before}{old}>", StringComparison.Ordinal)) return $"<{before}{now}>{stored[(before.Length + old.Length + 2)..]}";
        int local = stored.IndexOf($"g__{old}|", StringComparison.Ordinal);
        return local > 0 ? stored[..(local + 3)] + now + stored[(local + 3 + old.Length)..] : stored;
    }

    /// <summary>Accessors, and the parameter as an iterator keeps it.</summary>
    static readonly string[] Before = ["get_", "set_", "add_", "remove_", "<>3__"];

    static readonly string[] Within = ["", "get_", "set_", "add_", "remove_"];

    [GeneratedRegex(@"[^\s,\[\]()&*]+")]
    private static partial Regex TypeName();
}
