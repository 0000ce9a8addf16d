using System.Text;

namespace Stet.Runtime.Formulas;

/// <summary>
/// Reads files as <see cref="File"/> does, and notes them as inputs of the formula that is being evaluated. The compiler puts these in the place of the
/// members of <see cref="File"/> in functions, types and formulas: so a formula over a file follows the file by content.
/// </summary>
public static class FollowedFiles
{
    public static string ReadAllText(string path) => File.ReadAllText(Noted(path));

    public static string ReadAllText(string path, Encoding encoding) => File.ReadAllText(Noted(path), encoding);

    public static string[] ReadAllLines(string path) => File.ReadAllLines(Noted(path));

    public static string[] ReadAllLines(string path, Encoding encoding) => File.ReadAllLines(Noted(path), encoding);

    public static byte[] ReadAllBytes(string path) => File.ReadAllBytes(Noted(path));

    public static IEnumerable<string> ReadLines(string path) => File.ReadLines(Noted(path));

    public static bool Exists(string? path) => path is not null && File.Exists(Noted(path));

    public static Task<string> ReadAllTextAsync(string path, CancellationToken cancel = default) => File.ReadAllTextAsync(Noted(path), cancel);

    public static Task<string[]> ReadAllLinesAsync(string path, CancellationToken cancel = default) => File.ReadAllLinesAsync(Noted(path), cancel);

    public static Task<byte[]> ReadAllBytesAsync(string path, CancellationToken cancel = default) => File.ReadAllBytesAsync(Noted(path), cancel);

    private static string Noted(string path)
    {
        if (EvaluationFrame.Current is { } frame && path.Length > 0)
        {
            frame.NoteFile(Path.GetFullPath(path));
        }

        return path;
    }
}
