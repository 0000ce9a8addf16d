using static Stet.Language.Tests.Renaming.Renaming;

namespace Stet.Language.Tests.Renaming;

public class MemberTests
{
    [Fact]
    public void A_positional_member_is_its_parameter_too() => Check(
        "record Vec(double Len, double W = 1) { public double Twice => 2 * Len; }\ndouble f(Vec v) => v is { Len: > 1 } ? new Vec(Len: 2) with { Len = 3 } is var (Len, w) ? Len : v.Len : 0;",
        "Vec.Len Length",
        "record Vec(double Length, double W = 1) { public double Twice => 2 * Length; }\ndouble f(Vec v) => v is { Length: > 1 } ? new Vec(Length: 2) with { Length = 3 } is var (Len, w) ? Len : v.Length : 0;");

    [Fact]
    public void Overrides_and_implementations_are_renamed_together() => Check(
        """
        interface IShape { double Area(); double Area(int digits); }
        abstract class Base : IShape { public abstract double Area(); public double Area(int digits) => Round(Area(), digits); }
        class Disc : Base { public override double Area() => 3; }
        class Sign : IShape { double IShape.Area() => 1; public double Area(int digits) => 2; }
        class Plain { public double Area() => 0; }
        class Late : Plain, IMore { }
        interface IMore { double Area(); }
        double all(IShape[] s, Plain p) => s.Sum(x => x.Area()) + p.Area();
        """,
        "Disc.Area Surface",
        """
        interface IShape { double Surface(); double Surface(int digits); }
        abstract class Base : IShape { public abstract double Surface(); public double Surface(int digits) => Round(Surface(), digits); }
        class Disc : Base { public override double Surface() => 3; }
        class Sign : IShape { double IShape.Surface() => 1; public double Surface(int digits) => 2; }
        class Plain { public double Area() => 0; }
        class Late : Plain, IMore { }
        interface IMore { double Area(); }
        double all(IShape[] s, Plain p) => s.Sum(x => x.Surface()) + p.Area();
        """);

    [Fact]
    public void A_base_class_that_implements_for_its_heir_goes_along() => Check(
        "class Plain { public int Area() => 0; }\nclass Late : Plain, IMore { }\ninterface IMore { int Area(); }", "IMore.Area Size",
        "class Plain { public int Size() => 0; }\nclass Late : Plain, IMore { }\ninterface IMore { int Size(); }");

    [Fact]
    public void Inferred_names_stay() => Check(
        "record Day(int Price);\nvar f(Day d) { var t = (d.Price, 2); var (a, b) = (d.Price, 1); return new { d.Price, N = t.Price }.Price; }".Replace("var f", "int f"), "Day.Price Cost",
        "record Day(int Cost);\nint f(Day d) { var t = (Price: d.Cost, 2); var (a, b) = (Price: d.Cost, 1); return new { Price = d.Cost, N = t.Price }.Price; }");

    [Fact]
    public void Enum_members_fields_events_and_constants() => Check(
        "enum Color { Red, Green }\nclass C { public const Color Best = Color.Red; public event Action? Red; void Go() { Red?.Invoke(); switch (Best) { case Color.Red: break; } } }", "Color.Red Crimson",
        "enum Color { Crimson, Green }\nclass C { public const Color Best = Color.Crimson; public event Action? Red; void Go() { Red?.Invoke(); switch (Best) { case Color.Crimson: break; } } }");

    [Fact]
    public void An_extension_is_renamed_where_it_is_called() => Check(
        "static class E { public static int Twice(this int n) => 2 * n; extension(string s) { public int Size => s.Length; } }\nint f() => 3.Twice() + E.Twice(n: 2) + \"a\".Size;", "E.Twice Double",
        "static class E { public static int Double(this int n) => 2 * n; extension(string s) { public int Size => s.Length; } }\nint f() => 3.Double() + E.Double(n: 2) + \"a\".Size;");

    [Fact]
    public void Partial_types_in_two_files() => Check(
        "partial class P { int n; public partial int Go(int n); }\n// b.cs\npartial class P { public partial int Go(int n) => n + this.n; }", "P.n count",
        "partial class P { int count; public partial int Go(int n); }\n// b.cs\npartial class P { public partial int Go(int n) => n + this.count; }");

    [Fact]
    public void Parameters_of_types_and_methods()
    {
        Check("class P(int n) { public int N => n; public int F(int n) => n; }\nint g() => new P(n: 1).F(n: 2);", "P.F.n m", "class P(int n) { public int N => n; public int F(int m) => m; }\nint g() => new P(n: 1).F(m: 2);");
        Check("class P(int n) { public int N => n; public int F(int n) => n; }\nint g() => new P(n: 1).F(n: 2);", "P.n m", "class P(int m) { public int N => m; public int F(int n) => n; }\nint g() => new P(m: 1).F(n: 2);");
        Check("class P<T> { T? x; U f<U>(T t, U u) => u; }", "P.T Item", "class P<Item> { Item? x; U f<U>(Item t, U u) => u; }");
        Check("interface I { int F(int n); } class A : I { public int F(int n) => n; }\nint g(A a, I i) => a.F(n: 1) + i.F(n: 2);", "I.F.n m", "interface I { int F(int m); } class A : I { public int F(int m) => m; }\nint g(A a, I i) => a.F(m: 1) + i.F(m: 2);");
    }

    [Fact]
    public void A_record_that_passes_a_member_on_to_its_base() => Check(
        "record A(int X); record B(int X, int Y) : A(X);\nint f(B b) => b.X + new B(X: 1, Y: 2).X;", "A.X Z", "record A(int Z); record B(int Z, int Y) : A(Z);\nint f(B b) => b.Z + new B(Z: 1, Y: 2).Z;");

    [Fact]
    public void What_is_not_of_the_workspace_keeps_its_name()
    {
        Refuses("class A { public override string ToString() => \"\"; }", "A.ToString Text", "not part of the workspace");
        Refuses("class A : IDisposable { public void Dispose() { } }", "A.Dispose Close", "not part of the workspace");
        Refuses("record A(int N);", "A.M X", "no member or parameter of A called M");
    }

    [Fact]
    public void A_member_that_would_be_taken_or_taken_for_another_is_refused()
    {
        Refuses("class A { int x; int y; }", "A.x y", "A has a y already");
        Refuses("class A { int x; int f(int y) => x + y; }", "A.x y", "would mean something else");
        Refuses("int y() => 1;\nclass A { int x; int f() => x + y(); }", "A.x y", "would mean something else");
        Refuses("class A : IComparable { int IComparable.CompareTo(object? o) => 0; public int Rank(object? o) => 1; } class B : A, IRank { } interface IRank { int Order(object? o) => 2; }", "A.Rank Order", "IRank");
    }

    [Fact]
    public void A_name_that_csharp_looks_for_is_noticed() =>
        Refuses("class Bag { public IEnumerator<int> All() => throw null!; public static implicit operator int[](Bag b) => []; }\nstatic class E { public static IEnumerator<int> GetEnumerator(this Bag b) => throw null!; }\nvoid f(Bag b) { foreach (var x in b) { } }",
            "Bag.All GetEnumerator", "would mean something else");
}
