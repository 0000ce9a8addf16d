namespace Stet.Dataflow.Tests;

public class WaveTests
{
    [Fact]
    public void Nothing_runs_twice_and_nothing_that_nobody_asks_for()
    {
        var script = Diamond();
        Assert.Equal("21: left right both", script.Reads("both"));
        Assert.Equal("21", script.Reads("both"));
    }

    [Fact]
    public void An_equal_result_ends_the_wave()
    {
        var script = new GraphScript();
        script.Set("a", 1);
        script.Define("sign", "sign", s => Math.Sign(s.Input("a")), ["a"]);
        script.Define("more", "more", s => s.Read("sign") + 1, [], ["sign"]);
        script.Define("most", "most", s => s.Read("more") + 1, [], ["more"]);
        Assert.Equal("3: sign more most", script.Reads("most"));
        script.Set("a", 7);
        Assert.Equal("3: sign", script.Reads("most"));
        script.Set("a", -7);
        Assert.Equal("1: sign more most", script.Reads("most"));
    }

    [Fact]
    public void A_value_that_comes_back_makes_nothing_stale()
    {
        var script = Diamond();
        script.Reads("both");
        script.Set("a", 5);
        script.Set("a", 1);
        Assert.Equal("21", script.Reads("both"));
    }

    [Fact]
    public void What_is_not_read_any_more_does_not_count()
    {
        var script = new GraphScript();
        script.Set("flag", 1);
        script.Set("a", 1);
        script.Define("costly", "costly", s => s.Input("a"), ["a"]);
        script.Define("pick", "pick", s => s.Input("flag") == 1 ? s.Read("costly") : 0, ["flag"]);
        Assert.Equal("1: pick costly", script.Reads("pick"));
        script.Set("flag", 0);
        script.Set("a", 2);
        Assert.Equal("0: pick", script.Reads("pick"));
        script.Set("a", 3);
        Assert.Equal("0", script.Reads("pick"));
    }

    [Fact]
    public void What_is_volatile_runs_once_for_each_look()
    {
        var script = new GraphScript();
        var ticks = 0L;
        script.Define("now", "now", _ => ++ticks, [], isVolatile: true);
        script.Define("left", "left", s => s.Read("now") * 0, [], ["now"]);
        script.Define("both", "both", s => s.Read("left") + s.Read("now"), [], ["left", "now"]);
        Assert.Equal("1: now left both", script.Reads("both"));
        Assert.Equal("2: now left both", script.Reads("both"));
    }

    [Fact]
    public void Independent_formulas_are_given_out_side_by_side()
    {
        var script = Diamond();
        var wave = new Wave(script.Graph, script.Graph.Formula("both"), script.Graph.Moment, script.Graph.Look);
        var (first, second) = (wave.Next(), wave.Next());
        Assert.Equal("left right", $"{first} {second}");
        Assert.Null(wave.Next());
        wave.Abandon();
        script.Graph.CheckInvariants();
        Assert.Equal("21: left right both", script.Reads("both"));
    }

    [Fact]
    public void Who_wants_what_another_wave_runs_waits_for_it()
    {
        var script = Diamond();
        script.Define("other", "other", s => s.Read("left"), [], ["left"]);
        var first = new Wave(script.Graph, script.Graph.Formula("left"), script.Graph.Moment, script.Graph.Look);
        var running = first.Next()!;
        var second = new Wave(script.Graph, script.Graph.Formula("other"), script.Graph.Moment, script.Graph.Look);
        Assert.Null(second.Next());
        first.Abandon();
        Assert.Equal("left", second.Next()!.Name);
        second.Abandon();
        Assert.Equal("left", running.Name);
        Assert.Equal("1: left other", script.Reads("other"));
    }

    [Fact]
    public void A_chain_of_ten_thousand_needs_no_stack()
    {
        var script = new GraphScript();
        script.Set("a", 1);
        script.Define("f0", "f0", s => s.Input("a"), ["a"]);
        for (var i = 1; i < 10_000; i++)
        {
            var before = $"f{i - 1}";
            script.Define($"f{i}", "plus one", s => s.Read(before) + 1, [], [before]);
        }

        Assert.Equal(10_000, script.Read("f9999"));
        script.Set("a", 2);
        Assert.Equal(10_001, script.Read("f9999"));
    }

    private static GraphScript Diamond()
    {
        var script = new GraphScript();
        script.Set("a", 1);
        script.Set("b", 20);
        script.Define("left", "left", s => s.Input("a"), ["a"]);
        script.Define("right", "right", s => s.Input("b"), ["b"]);
        script.Define("both", "both", s => s.Read("left") + s.Read("right"), [], ["left", "right"]);
        return script;
    }
}
