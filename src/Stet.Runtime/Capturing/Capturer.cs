using Stet.Model;

namespace Stet.Runtime.Capturing;

public sealed class Capturer(IUnitNames units, IChunkSink chunks)
{
    public IReadOnlyList<CapturedImage> Capture(IReadOnlyList<CaptureRoot> roots, CancellationToken cancel) =>
        throw new NotSupportedException($"being written: {units} {chunks}");
}
