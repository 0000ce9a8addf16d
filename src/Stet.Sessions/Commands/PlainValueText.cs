using Stet.Model;

namespace Stet.Sessions.Commands;

/// <summary>One root of an image as text, from plain data alone.</summary>
internal static class PlainValueText
{
    public static string Show(ReadOnlyMemory<byte> image, IChunkSource chunks, string root, int width) => $"({image.Length} bytes)";
}
