using Stet.Model;

namespace Stet.Images;

/// <param name="Objects">Objects whose content is read; those near the variables come first.</param>
/// <param name="Elements">Elements read of each array or collection.</param>
/// <param name="Characters">Characters kept of each string.</param>
public sealed record PlainLimits(int Objects, int Elements, int Characters)
{
    /// <summary>Enough to show a value.</summary>
    public static PlainLimits ToShow { get; } = new(10_000, 1_000, 10_000);

    /// <summary>All of it.</summary>
    public static PlainLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);
}

/// <summary>
/// Reads images without loading a type or running any code of theirs: for stores that are not trusted, for types that no longer
/// exist, for reports of damage.
/// </summary>
public static class PlainImage
{
    /// <summary>Reads what is needed to show the values.</summary>
    /// <param name="chunks">Where large arrays are; null to leave their elements out.</param>
    /// <exception cref="DamagedStoreException">The bytes are not an image, or not a whole one.</exception>
    public static PlainGraph Read(ReadOnlyMemory<byte> image, IChunkSource? chunks) => Read(image, chunks, PlainLimits.ToShow);

    /// <exception cref="DamagedStoreException">The bytes are not an image, or not a whole one.</exception>
    public static PlainGraph Read(ReadOnlyMemory<byte> image, IChunkSource? chunks, PlainLimits limits) =>
        new PlainReader(ImageTables.Read(image), chunks, limits).Read();
}
