namespace Stet.Sessions.Tests;

/// <summary>
/// A submission that is judged to read only is not looked at again: what it changed all the same would be lost at the next start. So each of these
/// shapes of code runs in a session of its own, and the workspace must be the same before and after reopening. The shapes hide a change where a
/// proof may not look: in getters, conversions, operators, enumerators, patterns, initialisers, static constructors.
/// </summary>
public class ReadOnlyTests
{
    private const string Types = """
        class Counter
        {
            public List<int> Seen = [];
            public int Next { get { Seen.Add(Seen.Count); return Seen.Count; } }
            public int this[int i] { get { Seen.Add(i); return i; } }
            public static implicit operator int(Counter c) => c.Next;
            public static explicit operator string(Counter c) => "" + c.Next;
            public static Counter operator +(Counter c, int n) { c.Seen.Add(n); return c; }
            public static Counter operator !(Counter c) { c.Seen.Add(-1); return c; }
            public void operator -=(int n) => Seen.Add(-n);
            public void operator ++() => Seen.Add(1);
            public void Deconstruct(out int a, out int b) { a = Next; b = Next; }
            public IEnumerable<int> Lazy() { Seen.Add(7); yield return Seen.Count; }
        }
        class Base(List<int> seen) { protected int Hidden { get { seen.Add(1); return seen.Count; } } }
        class Derived(List<int> seen) : Base(seen) { public int Get() => Hidden; }
        class Loop(List<int> seen) { public Steps GetEnumerator() { seen.Add(1); return new(); } }
        struct Steps { public int Current => 1; public bool MoveNext() => false; }
        class View(List<int> seen) : IReadOnlyList<int>
        {
            public int Count { get { seen.Add(1); return 1; } }
            public int this[int i] { get { seen.Add(2); return 2; } }
            public IEnumerator<int> GetEnumerator() { seen.Add(3); yield return 3; }
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        }
        class Closing(List<int> seen) : IDisposable { public void Dispose() => seen.Add(1); }
        class Bag(List<int> seen) : System.Collections.IEnumerable { public void Add(int n) => seen.Add(n); public System.Collections.IEnumerator GetEnumerator() => seen.GetEnumerator(); }
        class Own(int n) { public int N => n; }
        """;

    [Theory]
    [InlineData("c.Next")]
    [InlineData("c?.Next")]
    [InlineData("c?[3]")]
    [InlineData("c[3]")]
    [InlineData("int n = c; n")]
    [InlineData("(string)c")]
    [InlineData("(c + 1) is null")]
    [InlineData("(!c) is null")]
    [InlineData("{ var other = c; other -= 4; }")]
    [InlineData("{ var other = c; other++; }")]
    [InlineData("c is { Next: > 0 }")]
    [InlineData("c is (1, 2)")]
    [InlineData("c switch { { Next: 1 } => 1, _ => 2 }")]
    [InlineData("{ var (p, q) = c; Console.WriteLine(p + q); }")]
    [InlineData("foreach (var (p, q) in new[] { c }) Console.WriteLine(p + q);")]
    [InlineData("foreach (int n in new[] { c }) Console.WriteLine(n);")]
    [InlineData("foreach (var n in stored) Console.WriteLine(n);")]
    [InlineData("foreach (var n in Stored()) Console.WriteLine(n);")]
    [InlineData("Stored().Count()")]
    [InlineData("new List<int>(Stored())")]
    [InlineData("string.Join(\",\", Stored())")]
    [InlineData("derived.Get()")]
    [InlineData("foreach (var n in loop) Console.WriteLine(n);")]
    [InlineData("view.Count")]
    [InlineData("view[0]")]
    [InlineData("foreach (var n in view) Console.WriteLine(n);")]
    [InlineData("((IReadOnlyList<int>)view).Count")]
    [InlineData("using (closing) { }")]
    [InlineData("{ using var own = closing; }")]
    [InlineData("using (new Closing(c.Seen)) { }")]
    [InlineData("new Bag(c.Seen) { 1, 2 }.GetType().Name")]
    [InlineData("late.Value")]
    [InlineData("late.Value + late.Value")]
    [InlineData("((dynamic)c).Next")]
    [InlineData("Read(c)")]
    [InlineData("Read(new[] { c }.First())")]
    [InlineData("new[] { c }.Select(v => v.Next).ToList()")]
    [InlineData("new[] { c }.Select(Read).ToList()")]
    [InlineData("new[] { c }.Max(v => (int)v)")]
    [InlineData("$\"{c.Next}\"")]
    [InlineData("c.Seen.Count > 0 ? c.Next : c[1]")]
    [InlineData("(c.Next, 1)")]
    [InlineData("numbers.OrderBy(n => c.Next + n).ToList()")]
    [InlineData("numbers.Aggregate(c, (all, n) => all + n).Seen.Count")]
    [InlineData("Span<int> s = numbers; foreach (ref var n in s) n = 9;")]
    [InlineData("int.TryParse(\"4\", out numbers[0])")]
    [InlineData("Touch(numbers)")]
    [InlineData("numbers.Where(n => (numbers[0] = 5) > n).Count()")]
    public async Task What_a_submission_changed_is_there_after_reopening(string code)
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            Types,
            "int Read(Counter c) => c.Next;",
            "int Touch(int[] n) => n[0]++;",
            "c = new Counter(); numbers = new[] { 3, 2, 1 };",
            "derived = new Derived(c.Seen); loop = new Loop(c.Seen); view = new View(c.Seen); closing = new Closing(c.Seen);",
            "IEnumerable<int> stored = c.Lazy(); IEnumerable<int> Stored() => stored;",
            "late = new Lazy<int>(() => c.Next);");
        await prompt.Do(code);
        var before = await Everything(prompt);
        Assert.NotEqual("0; 3 2 1; false", before);
        await prompt.Reopen();
        Assert.Equal(before, await Everything(prompt));
    }

    /// <summary>Reads fields only, so that looking changes nothing; and each variable by itself, so that looking at one does not have another kept.</summary>
    private static async Task<string> Everything(Prompt prompt) =>
        $"{await prompt.Says("c.Seen.Count")}; {(await prompt.Says("string.Join(' ', numbers)")).Trim('"')}; {await prompt.Says("late.IsValueCreated")}";
}
