using Stet.Language.Exporting;
using Stet.Worlds;

namespace Stet.Sessions.Exporting;

/// <summary>The packages and projects that exported code needs, as items of its project file.</summary>
internal static class ExportedReferences
{
    public static IReadOnlyList<string> Of(World world, ExportReach reach, string workspace, string folder)
    {
        var used = world.References.Units.Where(u => reach.Assemblies.Contains(u.Name)).ToList();
        if (used.Count == 0)
        {
            return [];
        }

        var declared = world.References.Declared;
        var needed = declared.Where(r => used.Any(u => IsFrom(u, r))).ToList();
        var all = used.All(u => declared.Any(r => IsFrom(u, r))) ? needed : [.. declared]; // Something came along with one of them, and it is not known with which.
        return [.. all.Select(r => Item(r, workspace, folder))];
    }

    private static bool IsFrom(CompiledUnit unit, Reference reference)
    {
        var file = (unit.File ?? "").Replace('\\', '/');
        return reference.Kind == ReferenceKind.Package ? file.Contains($"/{reference.Name}/", StringComparison.OrdinalIgnoreCase)
            : string.Equals(Path.GetFileNameWithoutExtension(file), Path.GetFileNameWithoutExtension(reference.Name), StringComparison.OrdinalIgnoreCase);
    }

    private static string Item(Reference reference, string workspace, string folder) => reference.Kind == ReferenceKind.Package
        ? $"<PackageReference Include=\"{reference.Name}\" Version=\"{reference.Version}\" />"
        : $"<ProjectReference Include=\"{Path.GetRelativePath(folder, Path.GetFullPath(reference.Name, workspace)).Replace('\\', '/')}\" />";
}
