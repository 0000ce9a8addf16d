using System.Globalization;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>Files that formulas read, by content. A file is read again only when its size or time has changed.</summary>
internal sealed class FileVersions
{
    /// <summary>What names of inputs begin with that are files.</summary>
    private const string Prefix = "file:";

    private readonly Dictionary<string, (DateTime Written, long Length, ContentHash Hash)> known = [];

    public static string NameOf(string path) => Prefix + path;

    public static bool IsFile(string input) => input.StartsWith(Prefix, StringComparison.Ordinal);

    public ContentHash Of(string input)
    {
        var file = new FileInfo(input[Prefix.Length..]);
        if (!file.Exists)
        {
            return new HashBuilder().Add("no file").ToHash();
        }

        if (known.TryGetValue(input, out var before) && before.Written == file.LastWriteTimeUtc && before.Length == file.Length)
        {
            return before.Hash;
        }

        var hash = Read(file);
        known[input] = (file.LastWriteTimeUtc, file.Length, hash);
        return hash;
    }

    private static ContentHash Read(FileInfo file)
    {
        try
        {
            return new HashBuilder().Add("file").Add(File.ReadAllBytes(file.FullName)).ToHash();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new HashBuilder().Add("unreadable").Add(trouble.Message).Add(file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture)).ToHash();
        }
    }
}
