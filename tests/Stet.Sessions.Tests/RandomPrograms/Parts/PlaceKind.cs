namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>A place where an object can hide: the statements that put it there, and the expression that finds it again. P is the variable, T the type, O the object.</summary>
/// <param name="OnlyClasses">It holds the object by its identity.</param>
internal sealed record PlaceKind(string Name, string Put, string Found, bool OnlyClasses = false)
{
    private const string Weak = "System.Runtime.CompilerServices.ConditionalWeakTable";

    public static readonly PlaceKind[] All =
    [
        new("tuple", "P = (1, O);", "P.Item2"),
        new("tuple in a tuple", "P = (1, (O, \"a\"));", "P.Item2.Item1"),
        new("reference tuple", "P = Tuple.Create(1, O);", "P.Item2"),
        new("anonymous type", "P = new { N = 1, V = O };", "P.V"),
        new("list of an anonymous type", "P = new[] { new { V = O } }.ToList();", "P[0].V"),
        new("Lazy with its value", "P = new Lazy<T>(O); _ = P.Value;", "P.Value"),
        new("Lazy with its factory", "P = new Lazy<T>(() => O);", "P.Value"),
        new("task that has ended", "P = Task.FromResult(O);", "P.Result"),
        new("tasks in a list", "P = new List<Task<T>> { Task.FromResult(O) };", "P[0].Result"),
        new("ValueTask", "P = new ValueTask<T>(O);", "P.Result"),
        new("key of a weak table", $"P = new {Weak}<T, string>(); P.Add(O, \"v\");", "Key(P, O)", true),
        new("value of a weak table", $"P = new {Weak}<object, T>(); P.Add(O, O);", "P.Single().Value", true),
        new("weak reference", "P = new WeakReference<T>(O);", "Target(P)", true),
        new("array", "P = new[] { O };", "P[0]"),
        new("array of two dimensions", "P = new T[2, 2]; P[0, 0] = P[1, 1] = P[0, 1] = P[1, 0] = O;", "P[1, 1]"),
        new("jagged array", "P = new T[][] { [O] };", "P[0][0]"),
        new("dictionary of lists", "P = new Dictionary<string, List<T>> { [\"a\"] = [O] };", "P[\"a\"][0]"),
        new("sorted dictionary", "P = new SortedDictionary<string, T> { [\"a\"] = O };", "P[\"a\"]"),
        new("concurrent dictionary", "P = new System.Collections.Concurrent.ConcurrentDictionary<int, T> { [1] = O };", "P[1]"),
        new("key-value pair", "P = KeyValuePair.Create(O, 1);", "P.Key"),
        new("immutable list", "P = System.Collections.Immutable.ImmutableList.Create(O);", "P[0]"),
        new("priority queue", "P = new PriorityQueue<T, int>(); P.Enqueue(O, 1);", "P.Peek()"),
        new("linked list", "P = new LinkedList<T>(); P.AddLast(O);", "P.First!.Value"),
        new("array of objects", "object P = new object[] { O };", "((object[])P)[0]"),
        new("box", "P = new System.Runtime.CompilerServices.StrongBox<T>(O);", "P.Value"),
        new("query that has not run", "P = new List<T> { O }.Where(x => x is object);", "P.Single()"),
        new("iterator", "P = new List<T> { O }.Select((x, i) => (x, i));", "P.Single().Item1"),
        new("lambda of its type", "P = new Func<T>(() => O);", "P()"),
        new("lambda in a dictionary", "P = new Dictionary<int, Func<T, T>> { [1] = x => x };", "P[1](O)"),
        new("expando", "P = new System.Dynamic.ExpandoObject(); ((IDictionary<string, object?>)P)[\"Q\"] = O;", "((IDictionary<string, object?>)P)[\"Q\"]"),
    ];

    /// <summary>Functions that the expressions call, defined once in a workspace.</summary>
    public const string Functions =
        $"object? Key<K>({Weak}<K, string> table, K key) where K : class => table.TryGetValue(key, out var found) && found == \"v\" ? table.Single().Key : null; "
        + "object? Target<K>(WeakReference<K> reference) where K : class => reference.TryGetTarget(out var target) ? target : null;";

    public string PutText(string place, string type, string found) => Filled(Put, place, type, found);

    public string FoundText(string place, string type, string found) => Filled(Found, place, type, found);

    private static string Filled(string text, string place, string type, string found) =>
        string.Concat(System.Text.RegularExpressions.Regex.Split(text, @"(\b[PTO]\b)").Select(s => s switch { "P" => place, "T" => type, "O" => found, _ => s }));
}
