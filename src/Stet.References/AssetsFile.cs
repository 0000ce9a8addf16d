using System.Text.Json;

namespace Stet.References;

/// <summary>What a restore has found: <c>project.assets.json</c>, as the package tools write it.</summary>
/// <param name="Managed">Assemblies of packages, by full path.</param>
/// <param name="Native">Native libraries of packages.</param>
/// <param name="Projects">Project files of the referenced projects and of those they refer to.</param>
/// <param name="Messages">Errors and warnings of the restore.</param>
internal sealed record AssetsFile(
    IReadOnlyList<string> Managed, IReadOnlyList<string> Native, IReadOnlyList<string> Projects, IReadOnlyList<AssetsMessage> Messages)
{
    public static AssetsFile? Read(string generatedFolder)
    {
        var path = PathIn(generatedFolder);
        if (!File.Exists(path))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return Read(json.RootElement, generatedFolder);
    }

    /// <summary>Before a restore, so that what is read afterwards is of that restore.</summary>
    public static void Delete(string generatedFolder)
    {
        if (File.Exists(PathIn(generatedFolder)))
        {
            File.Delete(PathIn(generatedFolder));
        }
    }

    private static string PathIn(string generatedFolder) => Path.Combine(generatedFolder, "obj", "project.assets.json");

    /// <param name="root">The file's content.</param>
    /// <param name="folder">What relative paths of projects start from.</param>
    public static AssetsFile Read(JsonElement root, string folder)
    {
        var libraries = root.GetProperty("libraries");
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
        var targets = root.GetProperty("targets").EnumerateObject().ToList();
        var target = targets.FirstOrDefault(t => t.Name.Contains('/', StringComparison.Ordinal), targets.FirstOrDefault());
        List<JsonProperty> found = target.Value.ValueKind == JsonValueKind.Object ? [.. target.Value.EnumerateObject()] : [];
        var packages = found.Where(l => TypeOf(l.Value) == "package").ToList();
        var projects = found.Where(l => TypeOf(l.Value) == "project").Select(l => libraries.GetProperty(l.Name).GetProperty("msbuildProject").GetString()!);
        return new(
            Files(packages, libraries, folders, "runtime", ".dll"), Files(packages, libraries, folders, "native", ""),
            [.. projects.Select(p => Path.GetFullPath(Path.Combine(folder, p.Replace('\\', '/'))))], [.. MessagesOf(root)]);
    }

    private static List<string> Files(List<JsonProperty> packages, JsonElement libraries, List<string> folders, string group, string ending) =>
        [.. packages.SelectMany(p => FilesOf(p, group).Where(f => f.EndsWith(ending, StringComparison.Ordinal) && !f.EndsWith("_._", StringComparison.Ordinal))
            .Select(f => Full(folders, libraries.GetProperty(p.Name).GetProperty("path").GetString()!, f)))];

    private static IEnumerable<string> FilesOf(JsonProperty package, string group) =>
        package.Value.TryGetProperty(group, out var files) ? files.EnumerateObject().Select(f => f.Name) : [];

    private static string Full(List<string> folders, string package, string file)
    {
        var paths = folders.Select(folder => Path.GetFullPath(Path.Combine(folder, package, file))).ToList();
        return paths.FirstOrDefault(File.Exists) ?? paths[0];
    }

    private static string? TypeOf(JsonElement library) => library.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static IEnumerable<AssetsMessage> MessagesOf(JsonElement root) =>
        root.TryGetProperty("logs", out var logs) ? logs.EnumerateArray().Select(m => new AssetsMessage(Text(m, "code"), Text(m, "level") == "Error", Text(m, "libraryId"), Text(m, "message"))) : [];

    private static string Text(JsonElement message, string name) => message.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}

/// <param name="Code">Such as <c>NU1102</c>.</param>
/// <param name="Library">The package that it is about.</param>
internal sealed record AssetsMessage(string Code, bool IsError, string Library, string Message);
