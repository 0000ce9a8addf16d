using Stet.Model;

namespace Stet.Runtime.Restoring;

public sealed class Restorer(IUnitLoader units, IChunkSource chunks)
{
    public RestoredImage Restore(ReadOnlyMemory<byte> image, CancellationToken cancel) =>
        throw new NotSupportedException($"being written: {units} {chunks}");
}
