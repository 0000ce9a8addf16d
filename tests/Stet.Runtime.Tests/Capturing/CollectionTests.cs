using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Runtime.CompilerServices;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

public sealed class CollectionTests
{
    public sealed record Key(string Name, int Number);

    public sealed class Lengths : IEqualityComparer<string>, IComparer<string>
    {
        public int Scale = 1;
        public bool Equals(string? x, string? y) => x?.Length * Scale == y?.Length * Scale;
        public int GetHashCode(string text) => text.Length * Scale;
        public int Compare(string? x, string? y) => (x?.Length ?? 0) * Scale - (y?.Length ?? 0) * Scale;
    }

    public sealed class ByName : KeyedCollection<string, Key>
    {
        protected override string GetKeyForItem(Key item) => item.Name;
    }

    public sealed class Named : List<int>
    {
        public string? Name;
    }

    static readonly Key[] Keys = [new("b", 2), new("a", 1), new("c", 3)];

    [Fact]
    public void Lists_queues_and_stacks_keep_their_order()
    {
        Door.Check(new Queue<int>([1, 2, 3]));
        Door.Check(new Stack<string>(["a", "b"]));
        Door.Check(new LinkedList<int>([1, 2, 3]));
        Door.Check(new Collection<Key>([.. Keys]));
        Door.Check(new ObservableCollection<Key>(Keys));
        Door.Check(new ReadOnlyCollection<Key>(Keys));
        Door.Check(new ArrayList { 1, "a", null });
        Door.Check(new BitArray([true, false, true]));
        Door.Check(new Named { 1, 2 }).Add(3);
        Assert.Equal("n", Door.Check(new Named { Name = "n" }).Name);
        Assert.Equal(Keys[0], Door.Check(new ByName { Keys[0], Keys[1] })["b"]);
        Door.Check(new StringCollection { "a", "b" });
    }

    [Fact]
    public void A_priority_queue_gives_its_elements_in_the_same_order()
    {
        var queue = new PriorityQueue<string, int>([("low", 9), ("high", 1), ("mid", 5)]);
        var back = Door.Through(new Stet.Runtime.Capturing.CaptureRoot("x", queue, queue.GetType()));
        var restored = (PriorityQueue<string, int>)back.Values["x"]!;
        Assert.Equal("high", restored.Dequeue());
        Assert.Equal("mid", restored.Dequeue());
    }

    [Fact]
    public void Sets_and_maps_find_what_they_hold()
    {
        Assert.Contains("b", Door.Check(new HashSet<string> { "a", "b" }));
        Assert.Contains("B", Door.Check(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a", "b" }));
        Assert.Contains("xx", Door.Check(new HashSet<string>(new Lengths()) { "a", "bb" }));
        Assert.Equal(2, Door.Check(new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 })["b"]);
        Assert.Equal(2, Door.Check(new SortedDictionary<string, int>(new Lengths()) { ["bb"] = 2, ["a"] = 1 })["xx"]);
        Assert.Equal(2, Door.Check(new SortedList<int, int> { [2] = 2, [1] = 1 })[2]);
        Assert.Equal(1, Door.Check(new Dictionary<(int, string, DayOfWeek?), int> { [(1, "a", null)] = 1 })[(1, "a", null)]);
        Assert.Contains(new Key("a", 1), Door.Check(new HashSet<Key>(Keys)));
        Assert.Contains(2, Door.Check(new SortedSet<int>([3, 2, 1], Comparer<int>.Create((a, b) => b - a))));
        Assert.Equal(1, Door.Check(new OrderedDictionary<Key, int> { [Keys[0]] = 1 })[new("b", 2)]);
        Assert.Equal("v", Door.Check(new Hashtable { ["k"] = "v", [1] = 2 })["k"]);
        Assert.Equal("v", Door.Check(new NameValueCollection { { "k", "v" } })["K"]);
        Assert.Equal(1, Door.Check(new ConcurrentDictionary<Key, int> { [Keys[0]] = 1 })[new("b", 2)]);
        Door.Check(new ConcurrentQueue<int>([1, 2]));
        Door.Check(new ConcurrentStack<int>([1, 2]));
        Door.Check(new ConcurrentBag<int>([1, 2]));
        Door.Check(new ReadOnlyDictionary<string, int>(new Dictionary<string, int> { ["a"] = 1 }));
    }

    [Fact]
    public void Keys_compared_by_identity_are_found_by_the_restored_objects()
    {
        object key = new();
        var map = Door.Check(new Dictionary<object, object> { [key] = 1 });
        Assert.Equal(1, map[map.Keys.Single()]);
        var by = Door.Check(new Dictionary<Key, int>(ReferenceEqualityComparer.Instance) { [new("a", 1)] = 1, [new("a", 1)] = 2 });
        Assert.Equal(2, by.Count);
    }

    [Fact]
    public void Immutable_and_frozen_collections_come_back()
    {
        Door.Check(ImmutableArray.Create(1, 2, 3));
        Door.Check(ImmutableList.Create(Keys));
        Door.Check(ImmutableStack.Create(1, 2));
        Door.Check(ImmutableQueue.Create(1, 2));
        Door.Check(ImmutableSortedSet.Create(3, 1, 2));
        Assert.True(Door.Check(ImmutableHashSet.Create(Keys)).Contains(new Key("a", 1)));
        Assert.Equal(1, Door.Check(ImmutableDictionary<Key, int>.Empty.Add(Keys[0], 1))[new("b", 2)]);
        Assert.Equal(1, Door.Check(ImmutableSortedDictionary<string, int>.Empty.Add("a", 1))["a"]);
        Assert.Equal(1, Door.Check(ImmutableDictionary<string, int>.Empty.Add("a", 1).ToBuilder())["a"]);
        var builder = ImmutableArray.CreateBuilder<int>();
        builder.Add(1);
        Door.Check(builder);
        Assert.Equal(1, Door.Check(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }.ToFrozenDictionary())["a"]);
        Assert.True(Door.Check(new[] { "a", "b" }.ToFrozenSet()).Contains("a"));
    }

    [Fact]
    public void A_frozen_set_of_records_finds_them()
    {
        var holder = new object[] { Keys.ToFrozenSet(), new Dictionary<string, object> { ["set"] = Keys.ToFrozenSet() } };
        var back = (object[])Door.Through(new Stet.Runtime.Capturing.CaptureRoot("x", holder, typeof(object[]))).Values["x"]!;
        Assert.True(((FrozenSet<Key>)back[0]).Contains(new Key("a", 1)));
        Assert.True(((FrozenSet<Key>)((Dictionary<string, object>)back[1])["set"]).Contains(new Key("a", 1)));
    }

    public sealed record Group(Dictionary<string, int> Members)
    {
        public bool Equals(Group? other) => other is not null && Members.Count == other.Members.Count && Members.All(m => other.Members.TryGetValue(m.Key, out int v) && v == m.Value);
        public override int GetHashCode() => Members.Aggregate(0, (h, m) => h ^ HashCode.Combine(m.Key, m.Value));
    }

    [Fact]
    public void A_dictionary_within_a_key_is_rebuilt_before_the_one_it_is_a_key_of()
    {
        static Group Make() => new(new Dictionary<string, int>(new Lengths()) { ["a"] = 1, ["bb"] = 2 });
        var outer = new Dictionary<Group, HashSet<Group>> { [Make()] = [Make()] };
        Assert.Single(Door.Check(outer)[Make()]);
        var inner = Make();
        var images = Door.Through(new("inner", inner.Members, inner.Members.GetType()), new("outer", new Dictionary<Group, int> { [inner] = 1 }, typeof(object)));
        Assert.Equal(1, ((Dictionary<Group, int>)images.Values["outer"]!)[Make()]);
    }

    [Fact]
    public void Weak_tables_and_references_keep_what_is_alive()
    {
        var key = new Key("a", 1);
        var table = new ConditionalWeakTable<Key, string> { { key, "v" } };
        var back = (object[])Door.Through(new Stet.Runtime.Capturing.CaptureRoot("x", new object[] { key, table, new WeakReference<Key>(key), new WeakReference(key) }, typeof(object[]))).Values["x"]!;
        Assert.True(((ConditionalWeakTable<Key, string>)back[1]).TryGetValue((Key)back[0], out string? value) && value == "v");
        Assert.True(((WeakReference<Key>)back[2]).TryGetTarget(out var target) && ReferenceEquals(target, back[0]));
        Assert.Same(back[0], ((WeakReference)back[3]).Target);
    }

    [Fact]
    public void Lookups_and_groups_come_back()
    {
        var lookup = Keys.ToLookup(k => k.Name);
        var back = (ILookup<string, Key>)Door.Through(new Stet.Runtime.Capturing.CaptureRoot("x", lookup, typeof(object))).Values["x"]!;
        Assert.Equal(2, back["b"].Single().Number);
        Assert.Equal(["b", "a", "c"], Door.Check(Keys.GroupBy(k => k.Name).ToList()).Select(g => g.Key));
    }
}
