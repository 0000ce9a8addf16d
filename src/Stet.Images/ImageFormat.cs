namespace Stet.Images;

internal static class ImageFormat
{
    /// <summary>"STI" and the version of the format.</summary>
    public const uint Magic = 'S' | 'T' << 8 | 'I' << 16 | Version << 24;

    public const int Version = 1;

    /// <summary>Runs of memory of at least this many bytes are stored as chunks, shorter ones in the image.</summary>
    public const int ChunkThreshold = 64 * 1024;
}
