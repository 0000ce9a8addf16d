using Stet.Effects.Code;
using Stet.Model;

namespace Stet.Effects.Tests;

public class WorkspaceKindsTests
{
    [Fact]
    public void A_change_far_below_reaches_all_above()
    {
        var world = new CodeWorld("int c() => 1; int b() => c(); int a() => b() + c(); int other() => 2;");
        var kinds = world.Kinds();
        Assert.Equal(EffectKinds.Pure, Of(kinds, "a") | Of(kinds, "b") | Of(kinds, "c"));
        kinds.Put("w.c", new CodeWorld("int c() => DateTime.Now.Second;").Unit("w.c")!);
        Assert.Equal((EffectKinds.ReadsClock, EffectKinds.ReadsClock, EffectKinds.Pure), (Of(kinds, "a"), Of(kinds, "b"), Of(kinds, "other")));
        kinds.Put("w.c", world.Unit("w.c")!);
        Assert.Equal(EffectKinds.Pure, Of(kinds, "a"));
    }

    [Fact]
    public void Circles_share_what_any_of_them_does()
    {
        var kinds = new CodeWorld("bool even(int k) => k == 0 || odd(k - 1); bool odd(int k) { File.Delete(\"x\"); return k != 0 && even(k - 1); } bool ask() => even(3);").Kinds();
        Assert.Equal(EffectKinds.Deletes, Of(kinds, "ask"));
    }

    [Fact]
    public void A_virtual_call_follows_the_types_there_are()
    {
        var world = new CodeWorld("public interface IStep { void Go(); } public class Quiet : IStep { public void Go() { } } void all(IStep s) => s.Go();");
        var kinds = world.Kinds();
        Assert.Equal(EffectKinds.Pure, Of(kinds, "all"));
        kinds.Put("w.Loud", new CodeWorld("public interface IStep { void Go(); } public class Loud : IStep { public void Go() => Console.Beep(); }").Unit("w.Loud")!);
        Assert.Equal(EffectKinds.Prints, Of(kinds, "all"));
        kinds.Remove("w.Loud");
        Assert.Equal(EffectKinds.Pure, Of(kinds, "all"));
    }

    /// <summary>Random graphs under random changes: kept up to date, it is what a new one says.</summary>
    [Fact]
    public void Kept_up_to_date_it_is_as_if_made_anew()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] bodies = ["1", "DateTime.Now.Second", "Environment.TickCount", "(int)new FileInfo(\"x\").Length", "Random.Shared.Next()"];
        string Program() => string.Join(' ', Enumerable.Range(0, 12).Select(i => $"int f{i}(int x) => x < 0 ? 0 : {bodies[random.Next(bodies.Length)]} + f{random.Next(12)}(x - 1);"));
        FollowsTo(Program(), Program(), seed);
    }

    /// <summary>Types come, go, derive from others and override other members.</summary>
    [Fact]
    public void Kept_up_to_date_it_follows_virtual_calls_as_if_made_anew()
    {
        var first = Environment.TickCount;
        foreach (var seed in Enumerable.Range(0, 4).Select(i => first + i))
        {
            var random = new Random(seed);
            FollowsTo(Types(random), Types(random), seed);
        }

        static string Types(Random random)
        {
            string[] bodies = ["1", "DateTime.Now.Second", "Environment.TickCount", "(int)new FileInfo(\"x\").Length", "Random.Shared.Next()"];
            string Body() => bodies[random.Next(bodies.Length)];
            var types = Enumerable.Range(0, 8).Where(i => i == 0 || random.Next(4) > 0).ToList();
            var code = types.Select(i => $"class C{i} : {(types.Where(t => t < i).ToList() is { Count: > 0 } below ? $"C{below[random.Next(below.Count)]}, " : "")}IGo {{ "
                + $"public {(i == 0 ? "virtual" : "override")} int Go() => {Body()};" + (random.Next(2) == 0 ? $" public override string ToString() => $\"{{{Body()}}}\";" : "") + " }");
            var functions = types.SelectMany(i => new[] { $"int go{i}(C{i} c) => c.Go();", $"string text{i}(C{i} c) => string.Concat(c, 1);" });
            return "interface IGo { int Go(); } int all(IGo go) => go.Go(); string any(object o) => o.ToString(); " + string.Join(' ', code.Concat(functions));
        }
    }

    private static void FollowsTo(string before, string after, int seed)
    {
        var (first, second) = (new CodeWorld(before), new CodeWorld(after));
        var kept = first.Kinds();
        _ = first.Names.Sum(n => (int)kept.Of(n, _ => true));
        foreach (var name in second.Names)
        {
            kept.Put(name, second.Unit(name)!);
        }

        foreach (var name in first.Names.Except(second.Names))
        {
            kept.Remove(name);
        }

        var anew = second.Kinds();
        Assert.All(second.Names, name => Assert.True(kept.Of(name, _ => true) == anew.Of(name, _ => true), $"seed {seed}: {name}"));
    }

    private static EffectKinds Of(WorkspaceKinds kinds, string function) => kinds.Of("w." + function, type => type.StartsWith("__stet.F_", StringComparison.Ordinal));
}
