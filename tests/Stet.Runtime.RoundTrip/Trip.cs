using System.Reflection;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.RoundTrip;

/// <summary>One random graph from one process to another. Both know the graph by its seed; only the image travels.</summary>
internal static class Trip
{
    public static byte[] Image(int seed, int size)
    {
        object graph = new GraphMaker(seed, size).Make();
        var images = new Capturer(Units.Instance, new MemoryChunks()).Capture([new("graph", graph, typeof(object))], default);
        return images.Single() is { LiveParts: [] } image ? image.Bytes.ToArray() : throw new InvalidOperationException($"live: {images[0].LiveParts[0]}");
    }

    public static string Judge(int seed, int size, byte[] image)
    {
        try
        {
            object? restored = new Restorer(Units.Instance, new MemoryChunks()).Restore(image, default).Values["graph"];
            return GraphEquality.Difference(new GraphMaker(seed, size).Make(), restored) ?? "same";
        }
        catch (Exception e)
        {
            return e.ToString().ReplaceLineEndings(" ");
        }
    }

    sealed class Units : IUnitNames, IUnitLoader
    {
        public static Units Instance { get; } = new();

        public string? UnitOf(Assembly assembly) => assembly == typeof(Units).Assembly ? "round trip" : null;

        public Assembly Load(string unit) => typeof(Units).Assembly;
    }
}
