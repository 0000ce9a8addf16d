using System.Runtime.CompilerServices;
using Stet.Runtime.Restoring;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

/// <summary>Units come and go, and their types change.</summary>
public sealed class UnitTests
{
    [Fact]
    public void Fields_are_matched_by_name_and_what_does_not_match_is_reported()
    {
        var old = new MadeUnit(("a", typeof(int)), ("b", typeof(string)), ("c", typeof(List<int>)), ("d", typeof(double)));
        object thing = old.Make();
        foreach (var (field, value) in new (string, object)[] { ("a", 1), ("b", "text"), ("c", new List<int> { 1, 2 }), ("d", 2.5) }) MadeUnit.Set(thing, field, value);
        var today = new MadeUnit(("d", typeof(double)), ("e", typeof(int)), ("b", typeof(string)), ("a", typeof(long)));
        var back = today.Restore(old.Capture(thing));
        object restored = back.Values["x"]!;
        Assert.Equal(["text", 2.5, 0, 1L], new[] { "b", "d", "e", "a" }.Select(f => MadeUnit.Get(restored, f)));
        Assert.Equal(
            [new("Thing", "c", true), new("Thing", "e", false)],
            back.Mismatches.OrderBy(m => m.Field));
    }

    [Fact]
    public void A_field_of_a_type_that_its_value_does_not_fit_is_told()
    {
        var old = new MadeUnit(("a", typeof(int)));
        var bytes = old.Capture(old.Make());
        Assert.Throws<Migrating.ValueUnfitException>(() => new MadeUnit(("a", typeof(string))).Restore(bytes));
    }

    [Fact]
    public void The_units_that_occur_are_listed()
    {
        var unit = new MadeUnit(("a", typeof(int)));
        Assert.Equal(["made"], unit.Capture(new List<object> { unit.Make() }).Units);
        Assert.Empty(unit.Capture(new List<int>()).Units);
        Assert.Equal(["made"], unit.Capture(Array.CreateInstance(unit.Make().GetType(), 0)).Units);
    }

    [Fact]
    public void A_method_that_is_gone_is_a_live_part_and_the_rest_is_kept()
    {
        var unit = new MadeUnit(("a", typeof(int)));
        object thing = unit.Make();
        var call = thing.GetType().GetMethod("Answer")!.CreateDelegate<Func<string, int>>(thing);
        var image = unit.Capture(new object[] { "kept", call });
        Assert.Equal(42, ((Func<string, int>)((object[])unit.Restore(image).Values["x"]!)[1])(""));
        byte[] bytes = image.Bytes.ToArray();
        int at = bytes.AsSpan().IndexOf("Answer"u8);
        bytes[at] = (byte)'X';
        var back = unit.Restore(image with { Bytes = bytes });
        Assert.Equal(["kept", null], (object?[])back.Values["x"]!);
        Assert.Equal("x[1]", Assert.Single(back.LiveParts).Path);
        Assert.Contains("Xnswer", back.LiveParts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_loader_throws_goes_through()
    {
        var unit = new MadeUnit(("a", typeof(int)));
        var image = unit.Capture(unit.Make());
        Assert.Throws<BadImageFormatException>(() => new Restorer(new Refusing(), new RoundTrip.MemoryChunks()).Restore(image.Bytes, default));
    }

    sealed class Refusing : IUnitLoader
    {
        public System.Reflection.Assembly Load(string unit) => throw new BadImageFormatException(unit);
    }

    [Fact]
    public void Captured_and_restored_units_can_be_unloaded()
    {
        var alive = UseAndDrop();
        for (int i = 0; i < 20 && alive.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(alive.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference UseAndDrop()
    {
        var unit = new MadeUnit(("a", typeof(int)), ("b", typeof(object)));
        object thing = unit.Make();
        var lists = typeof(List<>).MakeGenericType(thing.GetType());
        MadeUnit.Set(thing, "b", new object?[] { thing, Activator.CreateInstance(lists), thing.GetType(), Array.CreateInstance(thing.GetType(), 2) });
        var back = unit.Restore(unit.Capture(thing));
        Assert.Empty(back.LiveParts);
        return unit.Alive();
    }
}
