namespace Stet.Worlds.Tests;

public class WorldStepTests
{
    private const string Chain = "int a() => 1; int b() => a() + 1; int c() => b() + 1;";

    [Fact]
    public void Every_definition_is_compiled_once_those_it_uses_first() => Assert.Equal("a b c", new Village().Compiled(Chain));

    [Fact]
    public void A_changed_body_compiles_one_unit()
    {
        var village = new Village();
        village.Compiled(Chain);
        Assert.Equal("a", village.Compiled("int a() => 2; int b() => a() + 1; int c() => b() + 1;"));
    }

    [Fact]
    public void Only_what_is_affected_is_looked_for()
    {
        var crowd = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"int f{i}() => {(i == 0 ? "1" : $"f{i / 2}().GetHashCode()")};"));
        var village = new Village();
        village.Compiled(crowd);
        Assert.Equal(200, village.Asked);
        Assert.Equal("f7", village.Compiled(crowd.Replace("f7() => f3()", "f7() => 1 + f3()", StringComparison.Ordinal)));
        Assert.Equal(1, village.Asked);
        Assert.Equal("f14 f15 f7", string.Join(' ', village.Compiled(crowd.Replace("int f7() => f3()", "long f7() => f3()", StringComparison.Ordinal)).Split(' ').Order()));
        Assert.Equal(3, village.Asked);
    }

    [Fact]
    public void A_circle_that_is_closed_makes_one_unit_and_one_that_is_opened_makes_several()
    {
        var village = new Village();
        village.Compiled(Chain);
        Assert.Equal("a+b+c", village.Compiled(Chain.Replace("=> 1", "=> c()", StringComparison.Ordinal)));
        Assert.Equal("", village.Compiled(Chain));
    }

    [Fact]
    public void A_changed_contract_compiles_those_that_use_it_and_no_others()
    {
        var village = new Village();
        village.Compiled(Chain);
        Assert.Equal("a b", village.Compiled("long a() => 1; int b() => (int)a() + 1; int c() => b() + 1;"));
    }

    [Fact]
    public void A_comment_compiles_its_own_definition_only()
    {
        var village = new Village();
        village.Compiled("// one\nint a() => 1;\nint b() => a() + 1;");
        Assert.Equal("a", village.Compiled("// two\nint a() => 1;\nint b() => a() + 1;"));
    }

    [Fact]
    public void Order_and_lines_do_not_matter()
    {
        var village = new Village();
        village.Compiled(Chain);
        Assert.Equal("", village.Compiled("\n\nint c() => b() + 1;\n int b() => a() + 1;\n\nint a() => 1;"));
    }

    [Fact]
    public void What_was_compiled_before_is_not_compiled_again_on_the_way_back()
    {
        var village = new Village();
        village.Compiled(Chain);
        village.Compiled(Chain.Replace("=> 1", "=> 2", StringComparison.Ordinal));
        Assert.Equal("", village.Compiled(Chain));
    }

    [Fact]
    public void Definitions_that_call_each_other_are_one_unit()
    {
        var village = new Village();
        Assert.Equal("even+odd use", village.Compiled("bool even(int n) => n == 0 || odd(n - 1); bool odd(int n) => n != 0 && even(n - 1); bool use() => even(4);"));
    }

    [Fact]
    public void A_type_through_whose_contract_another_is_seen_passes_its_change_on()
    {
        var village = new Village();
        village.Compiled("struct A { public int X; } struct B { public A A; } int f() => new B().A.GetHashCode(); int g() => 1;");
        Assert.Equal("A B f", village.Compiled("struct A { public long X; } struct B { public A A; } int f() => new B().A.GetHashCode(); int g() => 1;"));
    }

    [Fact]
    public void What_does_not_compile_is_broken_with_its_place_and_heals()
    {
        var village = new Village();
        village.Compiled(Chain);
        village.Compiled("int a(int n) => n;\nint b() => a() + 1;\nint c() => b() + 1;");
        Assert.Equal("w.b, w.c", string.Join(", ", village.Last!.NewlyBroken));
        var error = Assert.Single(village.World.Broken["w.b"]);
        Assert.Equal(("CS7036", 2, 12), (error.Code, error.Line, error.Column));
        village.Compiled(Chain);
        Assert.Contains("w.b", village.Last.Healed);
        Assert.Empty(village.World.Broken);
    }

    [Fact]
    public void A_group_has_a_unit_or_is_broken_never_both()
    {
        var village = new Village();
        village.Compiled("int a() => 1; int b() => nothing(); int c() => b();");
        foreach (var group in village.World.Graph.Groups)
        {
            Assert.NotEqual(village.World.Units.ContainsKey(group.UnitName), village.World.Broken.ContainsKey(group.UnitName));
        }
    }

    [Fact]
    public void A_unit_names_the_variables_it_really_means()
    {
        var village = new Village("int x;int y");
        village.Compiled("int f() => x; int g(int y) => y; class T { int x; int h() => x; }");
        Assert.Equal("x", string.Join(", ", village.World.Units["w.f"].Variables));
        Assert.Empty(village.World.Units["w.g"].Variables);
        Assert.Empty(village.World.Units["w.T"].Variables);
    }

    [Fact]
    public void Deep_hashes_change_for_all_that_reach_a_change_and_for_nothing_else()
    {
        var village = new Village();
        village.Compiled(Chain + " int d() => 4;");
        var before = village.World;
        village.Compiled(Chain.Replace("=> 1", "=> 2", StringComparison.Ordinal) + " int d() => 4;");
        Assert.NotEqual(before.DeepHash("w.c"), village.World.DeepHash("w.c"));
        Assert.Equal(before.DeepHash("w.d"), village.World.DeepHash("w.d"));
    }
}
