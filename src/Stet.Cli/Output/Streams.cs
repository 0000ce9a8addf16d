using System.Text;

namespace Stet.Cli.Output;

/// <summary>
/// Standard output and error as bytes in UTF-8, unbuffered. <see cref="Console"/>'s writers would look up encodings and terminals first.
/// A reader that has gone away (<c>stet log | head</c>) is not an error.
/// </summary>
internal static class Streams
{
    private static readonly Stream Out = Console.OpenStandardOutput();
    private static readonly Stream Error = Console.OpenStandardError();
    private static readonly Lock Writing = new();

    public static void Write(string text) => Write(Out, text);

    public static void WriteError(string text) => Write(Error, text);

    private static void Write(Stream stream, string text)
    {
        lock (Writing)
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
