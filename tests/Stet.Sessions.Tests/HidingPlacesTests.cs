namespace Stet.Sessions.Tests;

/// <summary>Everywhere a value of a changed type can hide: each place by itself.</summary>
public class HidingPlacesTests
{
    private const string Before = "record P(int X);";
    private const string After = "record P(int X, int Y = 2);";

    [Theory]
    [InlineData("p = Task.FromResult(new P(4));", "p.Result", "P { X = 4, Y = 2 }")]
    [InlineData("async Task<P> f() { await Task.Yield(); return new(4); } p = f(); p.Wait();", "p.Result.Y", "2")]
    [InlineData("p = Task.FromException<P>(new InvalidOperationException(\"no\"));", "(p.IsFaulted, p.Exception!.InnerException!.Message)", "(true, \"no\")")]
    [InlineData("p = Task.FromCanceled<P>(new CancellationToken(true));", "p.IsCanceled", "true")]
    [InlineData("p = new ValueTask<P>(new P(4));", "p.Result.Y", "2")]
    [InlineData("p = new List<Task<P>> { Task.FromResult(new P(4)) };", "p[0].Result.Y", "2")]
    [InlineData("k = new P(4); p = new System.Runtime.CompilerServices.ConditionalWeakTable<P, P>(); p.Add(k, new P(5));", "p.TryGetValue(k, out var v) ? (v.X, v.Y) : (0, 0)", "(5, 2)")]
    [InlineData("k = new P(4); p = new WeakReference<P>(k);", "p.TryGetTarget(out var t) && ReferenceEquals(t, k) && t.Y == 2", "true")]
    [InlineData("k = new P(4); p = new WeakReference(k);", "ReferenceEquals(p.Target, k)", "true")]
    [InlineData("p = new P[2, 2]; p[1, 1] = new(4);", "p[1, 1].Y", "2")]
    [InlineData("p = new P[][] { [new(4)] };", "p[0][0].Y", "2")]
    [InlineData("p = new Dictionary<string, List<P>> { [\"a\"] = [new(4)] };", "p[\"a\"][0].Y", "2")]
    [InlineData("p = new KeyValuePair<P, int>(new(4), 1);", "p.Key.Y", "2")]
    [InlineData("p = System.Collections.Immutable.ImmutableList.Create(new P(4));", "p[0].Y", "2")]
    [InlineData("p = new System.Collections.Concurrent.ConcurrentDictionary<P, P> { [new(4)] = new(5) };", "p[new P(4)].Y", "2")]
    [InlineData("p = new SortedDictionary<string, P> { [\"a\"] = new(4) };", "p[\"a\"].Y", "2")]
    [InlineData("p = new PriorityQueue<P, int>(); p.Enqueue(new(4), 1);", "p.Peek().Y", "2")]
    [InlineData("object p = new P(4);", "((P)p).Y", "2")]
    [InlineData("object p = new object[] { new P(4) };", "((P)((object[])p)[0]).Y", "2")]
    [InlineData("IEquatable<P> p = new P(4);", "p.Equals(new P(4))", "true")]
    [InlineData("xs = new List<P> { new(4) }; p = xs.Where(x => x.X > 1);", "p.Single().Y", "2")]
    [InlineData("p = (1, (new P(4), \"a\"));", "p.Item2.Item1.Y", "2")]
    [InlineData("p = new Lazy<List<P>>(() => [new(4)]);", "p.Value[0].Y", "2")]
    [InlineData("dynamic p = new System.Dynamic.ExpandoObject(); p.Q = new P(4);", "(int)p.Q.Y", "2")]
    public async Task A_value_is_carried_from_there(string value, string look, string shown)
    {
        await using var prompt = new Prompt();
        await prompt.Do(Before, value, After);
        Assert.Equal(shown, await prompt.Says(look));
        await prompt.Reopen();
        Assert.Equal(shown, await prompt.Says(look));
    }

    /// <summary>Where a hook makes objects, or objects become structs, what is around them is filled more than once.</summary>
    [Theory]
    [InlineData("class M { public long X; static M Migrate(Old old) => new() { X = old.Get<int>(\"X\") }; }")]
    [InlineData("struct M { public int X; }")]
    public async Task Collections_around_what_is_made_anew_hold_what_they_held(string after)
    {
        await using var prompt = new Prompt();
        await prompt.Do("class M { public int X; }", "m = new M { X = 4 };", """
            all = new List<System.Collections.IEnumerable> {
                new[] { m }, new Dictionary<string, M> { ["a"] = m, ["b"] = m }, new Dictionary<int, int> { [1] = 2 }, new HashSet<int> { 1, 2 }, new HashSet<string> { "a", "b" }, new List<int> { 1, 2 }, new Queue<int>([1, 2]),
                new Stack<int>([1, 2]), new LinkedList<int>([1, 2]), new SortedSet<int>([1, 2]), new SortedDictionary<int, int> { [1] = 2, [2] = 3 }, new SortedList<int, int> { [1] = 2, [2] = 3 },
                new OrderedDictionary<int, int> { [1] = 2, [2] = 3 }, new PriorityQueue<int, int>([(1, 2), (2, 3)]).UnorderedItems, new System.Collections.Concurrent.ConcurrentDictionary<int, int> { [1] = 2, [2] = 3 },
                new System.Collections.Concurrent.ConcurrentQueue<int>([1, 2]), new System.Collections.Concurrent.ConcurrentStack<int>([1, 2]), new System.Collections.Concurrent.ConcurrentBag<int>([1, 2]),
                System.Collections.Immutable.ImmutableList.Create(1, 2), System.Collections.Immutable.ImmutableDictionary.CreateRange([KeyValuePair.Create(1, 2)]), new System.Collections.ArrayList { 1, 2 },
                new System.Collections.Hashtable { [1] = 2, [2] = 3 }.Keys, new System.Collections.BitArray(3), new System.Collections.ObjectModel.ObservableCollection<int> { 1, 2 },
                new System.Collections.Specialized.NameValueCollection { ["a"] = "1" }, System.Collections.Frozen.FrozenSet.ToFrozenSet([1, 2]), System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(1, 2)]),
                new System.Dynamic.ExpandoObject(), System.Linq.Enumerable.ToLookup([1, 2], x => x % 2) };
            """.ReplaceLineEndings(" "));
        const string look = "string.Join(';', all.Select(c => $\"{c.GetType().Name} {c.Cast<object>().Count()} {c.GetType().GetProperty(\"Count\")?.GetValue(c)} {string.Join(' ', c.Cast<object>().Take(3))}\"))";
        var before = await prompt.Says(look);
        Assert.Contains("Dictionary`2 2 2 [a, M", before, StringComparison.Ordinal);
        await prompt.Do(after);
        Assert.Equal(before, await prompt.Says(look));
        await prompt.Reopen();
        Assert.Equal(before, await prompt.Says(look));
    }

    [Fact]
    public async Task Handlers_of_events_among_objects_of_the_workspace()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Bell { public event Action? Rung; public void Ring() => Rung?.Invoke(); } class Ear { public int N; public void Hear() => N++; public void At(Bell b) => b.Rung += Hear; }");
        await prompt.Do("bell = new Bell(); ear = new Ear(); ear.At(bell);");
        await prompt.Do("class Bell { public event Action? Rung; public int Rings; public void Ring() { Rings++; Rung?.Invoke(); } } class Ear { public long N; public void Hear() => N += 10; public void At(Bell b) => b.Rung += Hear; }");
        Assert.Equal("(1, 10)", await prompt.Says("bell.Ring(); (bell.Rings, ear.N)"));
    }

    [Fact]
    public async Task Boxed_structs_and_fields_by_interface()
    {
        await using var prompt = new Prompt();
        await prompt.Do("interface IHas { int X { get; } } record struct P(int X) : IHas; class H { public object O; public IHas I; public IHas[] All; }");
        await prompt.Do("h = new H { O = new P(4), I = new P(5), All = [new P(6)] };", "record struct P(int X, int Y = 2) : IHas;");
        Assert.Equal("(2, 5, 6)", await prompt.Says("(((P)h.O).Y, h.I.X, h.All[0].X)"));
    }

    [Fact]
    public async Task One_value_becomes_a_collection_and_the_other_way_by_a_hook()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record A(string Name);", "class H { public A One; }", "h = new H { One = new(\"x\") }; a = h.One;");
        await prompt.Do("class H { public List<A> All = []; static H Migrate(Old old) => new() { All = [old.Get<A>(\"One\")] }; }");
        Assert.Equal("true", await prompt.Says("ReferenceEquals(h.All[0], a)"));
        await prompt.Do("class H { public A One; static H Migrate(Old old) => new() { One = old.Get<List<A>>(\"All\").Single() }; }");
        Assert.Equal("true", await prompt.Says("ReferenceEquals(h.One, a)"));
    }

    [Fact]
    public async Task Two_types_become_one_by_hooks()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Cat(string Name);", "record Dog(string Name, int Age);", "pets = new List<object> { new Cat(\"t\"), new Dog(\"r\", 3) };");
        prompt.Save("workspace.cs", "[Formerly(\"Cat\")] [Formerly(\"Dog\")] record Pet(string Name, int Age, bool Barks) { static Pet Migrate(Old old) => new(old.Get<string>(\"Name\"), old.Has(\"Age\") ? old.Get<int>(\"Age\") : 0, old.Has(\"Age\")); }");
        Assert.Equal("true", await prompt.Says("pets.SequenceEqual(new object[] { new Pet(\"t\", 0, false), new Pet(\"r\", 3, true) })"));
    }

    [Fact]
    public async Task The_old_definition_is_told_to_a_hook()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X); // in metres", "p = new P(4);", "class P { public string From; static P Migrate(Old old) => new() { From = old.Definition + string.Join(',', old.Names) }; }");
        Assert.Equal("\"record P(int X);X\"", await prompt.Says("p.From"));
    }

    [Theory]
    [InlineData("class S { public System.Net.Http.HttpClient Http = new(); public int X; public int Y = 2; }")]
    [InlineData("class S { public System.Net.Http.HttpClient Http = new(); public int X; public int Y => 2; }")]
    public async Task A_live_part_stays_as_long_as_its_host_lives(string after)
    {
        await using var prompt = new Prompt();
        await prompt.Do("class S { public System.Net.Http.HttpClient Http = new(); public int X; }", "s = new S { X = 4 };", "was = s.Http.GetHashCode()", after, "GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect();");
        Assert.Equal("(true, 4, 2)", await prompt.Says("(s.Http.GetHashCode() == was, s.X, s.Y)"));
        await prompt.Reopen();
        Assert.Equal("(true, 4, 2)", await prompt.Says("(s.Http is null, s.X, s.Y)"));
    }
}
