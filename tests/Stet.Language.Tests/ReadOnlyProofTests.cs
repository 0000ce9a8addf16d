using static Stet.Language.Tests.Reading;

namespace Stet.Language.Tests;

/// <summary>
/// What the proof says of code over values of the framework. <c>Stet.Sessions.Tests.ReadOnlyTests</c> runs code of many shapes, also with types of the
/// user's, and looks whether what the proof let pass was kept.
/// </summary>
public class ReadOnlyProofTests
{
    private const string Variables =
        "int x;int[] a;System.Collections.Generic.List<int> l;System.Collections.Generic.Dictionary<string,int> d;System.Collections.Generic.IEnumerable<int> lazy;"
        + "System.Collections.Generic.IReadOnlyList<int> view;System.Func<int> f;dynamic any;System.Lazy<int> late;System.Random random;System.Text.StringBuilder text;System.IO.MemoryStream stream";

    [Theory]
    [InlineData("x + 1")]
    [InlineData("a[0] + l[1] + d[\"k\"]")]
    [InlineData("l.Count + a.Length + d.Keys.Count")]
    [InlineData("l.Contains(3) && d.ContainsKey(\"k\")")]
    [InlineData("d.TryGetValue(\"k\", out var found)")]
    [InlineData("l.Where(v => v > x).Select(v => v * 2).ToList()")]
    [InlineData("var sum = 0; foreach (var v in l) sum += v; sum")]
    [InlineData("foreach (var v in l.Where(v => v > 1)) Console.WriteLine(v);")]
    [InlineData("for (var i = 0; i < a.Length; i++) Console.WriteLine(a[i]);")]
    [InlineData("new List<int>(l)")]
    [InlineData("$\"{x} of {l.Count}\"")]
    [InlineData("y = x * 2;")]
    [InlineData("x = 3;")]
    public void Code_that_only_reads_is_known(string code) => Assert.True(Compile(code, Variables).OnlyReads);

    [Theory]
    [InlineData("l.Add(1)")]
    [InlineData("l?.Add(1)")]
    [InlineData("l!.Clear()")]
    [InlineData("l[0] = 1")]
    [InlineData("l[0]++")]
    [InlineData("--a[0]")]
    [InlineData("a[0] += 1")]
    [InlineData("a[^1] = 1")]
    [InlineData("(a[0], a[1]) = (1, 2)")]
    [InlineData("d[\"k\"] = 1")]
    [InlineData("d.TryAdd(\"k\", 1)")]
    [InlineData("Array.Sort(a)")]
    [InlineData("Array.Clear(a)")]
    [InlineData("int.TryParse(\"4\", out a[0])")]
    [InlineData("System.Threading.Interlocked.Increment(ref a[0])")]
    [InlineData("a.AsSpan()[0] = 1")]
    [InlineData("Span<int> s = a; s[0] = 1;")]
    [InlineData("Span<int> s = a; foreach (ref var v in s) v = 1;")]
    [InlineData("ref var first = ref a[0]; first = 1;")]
    [InlineData("l.ForEach(v => a[0] = v)")]
    [InlineData("l.Select(v => { l.Add(v); return v; }).First()")]
    [InlineData("l.Any(v => a[0]++ > v)")]
    [InlineData("{ void g() { l.Add(1); } g(); }")]
    [InlineData("Action g = () => l.Add(1); g();")]
    [InlineData("Action<int> g = l.Add; g(1);")]
    [InlineData("f()")]
    [InlineData("f.Invoke()")]
    [InlineData("lazy.Count()")]
    [InlineData("foreach (var v in lazy) Console.WriteLine(v);")]
    [InlineData("new List<int>(lazy)")]
    [InlineData("string.Join(\",\", lazy)")]
    [InlineData("view.Count")]
    [InlineData("view[0]")]
    [InlineData("any.Next")]
    [InlineData("any.Add(1)")]
    [InlineData("any + 1")]
    [InlineData("int n = any;")]
    [InlineData("late.Value")]
    [InlineData("random.Next()")]
    [InlineData("text.Append('x')")]
    [InlineData("text.Length = 0")]
    [InlineData("stream.ReadByte()")]
    [InlineData("stream.Position = 0")]
    [InlineData("using (stream) { }")]
    [InlineData("using var s = stream;")]
    [InlineData("l.GetEnumerator().MoveNext()")]
    [InlineData("from v in lazy select v")]
    [InlineData("await Task.Run(() => l.Add(1))")]
    [InlineData("a.SetValue(1, 0)")]
    [InlineData("System.Runtime.InteropServices.CollectionsMarshal.AsSpan(l)[0] = 1")]
    public void What_can_change_something_is_not_let_pass(string code)
    {
        var result = Compile(code, Variables);
        Assert.Empty(result.Errors.Select(e => e.Message));
        Assert.False(result.OnlyReads);
    }
}
