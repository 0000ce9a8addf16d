namespace Stet.Effects;

/// <summary>Paths as text: absolute, without <c>.</c> and <c>..</c>, with <c>/</c> between the parts.</summary>
internal static class PathText
{
    public static string Resolve(string folder, string path)
    {
        var full = path.StartsWith('/') ? path : folder + "/" + path;
        var parts = new List<string>();
        foreach (var part in full.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return "/" + string.Join('/', parts);
    }

    public static string NameOf(string path) => path[(path.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');

    public static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var at ? path[..at] : "/";
}
