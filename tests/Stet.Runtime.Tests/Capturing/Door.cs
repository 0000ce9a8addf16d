using System.Reflection;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;
using Stet.Runtime.RoundTrip;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

/// <summary>The one door of these tests: capture, restore, compare.</summary>
internal static class Door
{
    /// <summary>Captures and restores a value, asserts that structure and identity are the same and nothing is live, and gives what came back.</summary>
    public static T Check<T>(T value)
    {
        var restored = Through(new CaptureRoot("x", value, typeof(T)));
        Assert.Empty(restored.LiveParts);
        Assert.Empty(restored.Mismatches);
        Assert.Null(GraphEquality.Difference(value, restored.Values["x"]));
        return (T)restored.Values["x"]!;
    }

    public static RestoredImage Through(params CaptureRoot[] roots)
    {
        var chunks = new MemoryChunks();
        var image = Assert.Single(new Capturer(TestUnits.Instance, chunks).Capture(roots, default));
        return new Restorer(TestUnits.Instance, chunks).Restore(image.Bytes, default);
    }

    public static IReadOnlyList<CapturedImage> Capture(params CaptureRoot[] roots) =>
        new Capturer(TestUnits.Instance, new MemoryChunks()).Capture(roots, default);

    public static CapturedImage Capture<T>(T value) => Assert.Single(Capture(new CaptureRoot("x", value, typeof(T))));
}

/// <summary>The test assembly plays the workspace's units.</summary>
internal sealed class TestUnits : IUnitNames, IUnitLoader
{
    public static TestUnits Instance { get; } = new();

    public string? UnitOf(Assembly assembly) => assembly == typeof(TestUnits).Assembly ? "tests" : null;

    public Assembly Load(string unit) => unit == "tests" ? typeof(TestUnits).Assembly : throw new DamagedStoreException("unit", $"there is no {unit}");
}
