namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>A collection that finds its elements by their keys' hash, equality or order. K is the type, W a record that holds one, X a key that is made for the purpose.</summary>
/// <param name="Add">Puts the key X with the number N into the collection P.</param>
/// <param name="Find">The number of the key X in P, as text.</param>
/// <param name="Ordered">Its keys in order; null where it has none.</param>
internal sealed record KeyHolder(string Name, string Type, string Add, string Find, string? Ordered = null)
{
    public static readonly KeyHolder[] All =
    [
        new("dictionary", "Dictionary<K, int>", "P[X] = N;", "P[X].ToString()"),
        new("set", "HashSet<K>", "P.Add(X);", "P.Contains(X).ToString()"),
        new("dictionary of objects", "Dictionary<object, int>", "P[X] = N;", "P[X].ToString()"),
        new("keys in tuples", "Dictionary<(int, K), int>", "P[(1, X)] = N;", "P[(1, X)].ToString()"),
        new("keys in records", "Dictionary<W, int>", "P[new W(X)] = N;", "P[new W(X)].ToString()"),
        new("keys in tuples of records", "HashSet<Tuple<W, int>>", "P.Add(Tuple.Create(new W(X), 1));", "P.Contains(Tuple.Create(new W(X), 1)).ToString()"),
        new("sorted dictionary", "SortedDictionary<K, int>", "P[X] = N;", "P[X].ToString()", "P.Keys"),
        new("sorted set", "SortedSet<K>", "P.Add(X);", "P.Contains(X).ToString()", "P"),
        new("sorted list", "SortedList<K, int>", "P[X] = N;", "P[X].ToString()", "P.Keys"),
        new("ordered dictionary", "OrderedDictionary<K, int>", "P[X] = N;", "P[X].ToString()"),
        new("set in a dictionary", "Dictionary<string, HashSet<K>>", "if (!P.ContainsKey(\"s\")) P[\"s\"] = []; P[\"s\"].Add(X);", "P[\"s\"].Contains(X).ToString()"),
    ];

    public static string Filled(string text, string place, string key, string wrapper, string made, int number = 0) =>
        string.Concat(System.Text.RegularExpressions.Regex.Split(text, @"(\b[PKWXN]\b)").Select(s => s switch { "P" => place, "K" => key, "W" => wrapper, "X" => made, "N" => $"{number}", _ => s }));
}
