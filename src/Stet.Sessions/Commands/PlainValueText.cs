using Stet.Images;
using Stet.Model;

namespace Stet.Sessions.Commands;

/// <summary>One root of an image as text, from plain data alone.</summary>
internal static class PlainValueText
{
    public static string Show(ReadOnlyMemory<byte> image, IChunkSource chunks, string root, int width) =>
        Display.PlainText.Show(PlainImage.Read(image, chunks), root, width);

    public static string ShowShort(ReadOnlyMemory<byte> image, IChunkSource chunks, string root, int width) =>
        Display.PlainText.ShowShort(PlainImage.Read(image, chunks), root, width);
}
