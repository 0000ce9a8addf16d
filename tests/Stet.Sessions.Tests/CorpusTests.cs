namespace Stet.Sessions.Tests;

public class CorpusTests
{
    /// <summary>Everyday C#, each in a workspace of its own, and what it comes to.</summary>
    [Theory]
    [InlineData("int a = 1, b = 2; a + b", "3")]
    [InlineData("int[] v = { 1, 2, 3 }; v[1]", "2")]
    [InlineData("var (p, q) = (1, \"two\"); q", "\"two\"")]
    [InlineData("int.TryParse(\"43\", out var n); n", "43")]
    [InlineData("const int K = 5; K * 2", "10")]
    [InlineData("int? e = null; e ?? 7", "7")]
    [InlineData("dynamic d = 5; d + 1", "6")]
    [InlineData("int[] c = [1, .. new[] { 2, 3 }]; c.Length", "3")]
    [InlineData("var r = \"\"\"a \"b\" \"\"\"; r.Length", "6")]
    [InlineData("x = 3; $\"{x:D3} {(x > 2 ? \"big\" : \"small\")}\"", "\"003 big\"")]
    [InlineData("x = 3; nameof(x)", "\"x\"")]
    [InlineData("int i = 0;\nagain:\ni++;\nif (i < 5) goto again;\ni", "5")]
    [InlineData("IEnumerable<int> gen(int k) { for (int j = 0; j < k; j++) yield return j * j; }\ngen(4).Sum()", "14")]
    [InlineData("f = async (int v) => { await Task.Delay(1); return v + 1; };\nawait f(2)", "3")]
    [InlineData("(from w in new[] { 1, 2, 3 } let s = w * w where s > 1 select new { w, s }).Last().s", "9")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, bool>> ex = v => v > 3; ex.Compile()(10)", "true")]
    [InlineData("void inc(ref int v) { v++; }\nint y = 1; inc(ref y); y", "2")]
    [InlineData("T max3<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) > 0 ? a : b;\nmax3(\"a\", \"b\")", "\"b\"")]
    [InlineData("int Twice(this int v) => v * 2;\n4.Twice()", "8")]
    [InlineData("static class Ops { extension(double[]) { public static double[] operator *(double k, double[] a) => a.Select(x => k * x).ToArray(); } }\n(2.0 * new[] { 1.0, 2 })[1]", "4")]
    [InlineData("record Cat(string N); record Dog(string N); union Pet(Cat, Dog);\nPet pet = new Cat(\"tom\"); pet switch { Cat c => c.N, Dog d => d.N }", "\"tom\"")]
    [InlineData("double Max(double a, double b) => 42; class UM { public double N => Max(3, 4); }\nMax(1, 2) + new UM().N", "84")]
    [InlineData("x = \"a b\".Split(' '); x = x.Length; x", "2")]
    [InlineData("async IAsyncEnumerable<int> two() { yield return 1; await Task.Yield(); yield return 2; }\nint t = 0; await foreach (var z in two()) t += z; t", "3")]
    [InlineData("interface I { string Name => \"dim\"; } class C : I { }\n((I)new C()).Name", "\"dim\"")]
    [InlineData("record P(int X, int Y);\nvar pt = new P(1, 2);\n(pt with { X = 10 }).X", "10")]
    [InlineData("void say() => Console.Write(\"said\");\nsay", "said")]
    [InlineData("checked(int.MaxValue + int.Parse(\"1\"))", "OverflowException")]
    [InlineData("unsafe int u(int* p) => *p;", "CS0227")]
    public async Task Everyday_code_does_what_it_says(string code, string expected)
    {
        await using var prompt = new Prompt();
        Assert.Equal(expected, await prompt.Says(code));
    }
}
