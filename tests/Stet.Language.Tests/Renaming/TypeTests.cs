using static Stet.Language.Tests.Renaming.Renaming;

namespace Stet.Language.Tests.Renaming;

public class TypeTests
{
    [Fact]
    public void Only_real_references_are_changed() => Check(
        """
        // Vec is a vector.
        record Vec(double X, double Y) // not this: Vec
        {
            public string Name => "Vec" + nameof(Vec);
        }

        Vec Twice(Vec v) { var Vec = 1; return new Vec(2 * v.X, v.Y + Vec); }
        """,
        "Vec Vector3",
        """
        // Vec is a vector.
        record Vector3(double X, double Y) // not this: Vec
        {
            public string Name => "Vec" + nameof(Vector3);
        }

        Vector3 Twice(Vector3 v) { var Vec = 1; return new Vector3(2 * v.X, v.Y + Vec); }
        """);

    [Fact]
    public void Constructors_destructors_and_documentation_go_along() => Check(
        """
        /// <summary>A <see cref="Box{T}"/> of <see cref="Lid"/>.</summary>
        class Box<T> where T : class { public Box() { } public Box(T t) : this() { } ~Box() { } static Box() { } public static Box<T> Of(T t) => new(t); }
        class Lid { public Box<Lid>? In; public Lid() { } }
        // b.cs
        /// <summary>Not a <see cref="Lid.Lid()"/>.</summary>
        Box<Lid> Make() => Box<Lid>.Of(new Lid { In = null });
        """,
        "Lid Cover",
        """
        /// <summary>A <see cref="Box{T}"/> of <see cref="Cover"/>.</summary>
        class Box<T> where T : class { public Box() { } public Box(T t) : this() { } ~Box() { } static Box() { } public static Box<T> Of(T t) => new(t); }
        class Cover { public Box<Cover>? In; public Cover() { } }
        // b.cs
        /// <summary>Not a <see cref="Cover.Cover()"/>.</summary>
        Box<Cover> Make() => Box<Cover>.Of(new Cover { In = null });
        """);

    [Fact]
    public void A_generic_type_keeps_its_parameters() => Check(
        "class Box<T> { public Box() { } ~Box() { } }\nclass Box { }\nBox<Box> f() => new Box<Box>();", "Box`1 Crate",
        "class Crate<T> { public Crate() { } ~Crate() { } }\nclass Box { }\nCrate<Box> f() => new Crate<Box>();");

    [Fact]
    public void An_attribute_is_written_without_its_suffix() => Check(
        "class MarkAttribute : Attribute { }\n[Mark] class A { }\n[MarkAttribute] class B { }", "MarkAttribute NoteAttribute",
        "class NoteAttribute : Attribute { }\n[Note] class A { }\n[NoteAttribute] class B { }");

    [Fact]
    public void Usings_and_aliases_follow() => Check(
        "global using V = Geo.Vec;\nusing static Geo.Vec;\nV f() => new Geo.Vec();\n// b.cs\nnamespace Geo { class Vec { public static int Size = 1; } }", "Geo.Vec Vector",
        "global using V = Geo.Vector;\nusing static Geo.Vector;\nV f() => new Geo.Vector();\n// b.cs\nnamespace Geo { class Vector { public static int Size = 1; } }");

    [Fact]
    public void An_alias_is_a_name_too() => Check(
        "global using V = System.Version;\nV f() => new V(1, 2);", "V Release", "global using Release = System.Version;\nRelease f() => new Release(1, 2);");

    [Fact]
    public void A_nested_type_is_named_by_its_path() => Check(
        "class A { public class In { } public In? X; }\nclass In { public A.In? Y; }", "A.In Inner", "class A { public class Inner { } public Inner? X; }\nclass In { public A.Inner? Y; }");

    [Fact]
    public void Variables_and_kept_submissions_follow()
    {
        var before = "record Vec(int N);\n// In[3]\nf = (Vec v) => v.N; g = new List<Vec>();";
        Check(before, "Vec V", "record V(int N);\n// In[3]\nf = (V v) => v.N; g = new List<V>();", "global::System.Func<global::Vec, int> f;global::System.Collections.Generic.List<global::Vec> g");
        var variables = Rename(before, "Vec V", "global::System.Func<global::Vec, int> f;global::Vec g").Text.Variables;
        Assert.Equal("global::System.Func<global::V, int> global::V", $"{variables["f"]} {variables["g"]}");
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        Refuses("class A { } class B { }", "A B", "B is a type already, in a.cs:1");
        Refuses("class A { } int f() => 1;", "A f", "f is a function already");
        Refuses("class A { }", "A x", "x is a variable", "int x");
        Refuses("class A { }", "A class", "keyword");
        Refuses("class A { }", "A 2b", "is not a name");
        Refuses("class A { }", "C B", "Nothing is called C");
    }

    [Fact]
    public void A_name_that_is_captured_is_refused()
    {
        Refuses("class A { } class C { public class B { } public A? X; }", "A B", "would mean something else");
        Refuses("class A { public static int N; } int f(int B) => A.N;", "A B", "would mean something else");
    }
}
