namespace Stet.Worlds;

public enum ReferenceKind
{
    Package,
    Project,
}

/// <summary>A package or project that the workspace's code may use, as it is written.</summary>
/// <param name="Name">Of a package its id; of a project its path, relative to the workspace where it can be, with forward slashes.</param>
/// <param name="Version">Of a package: a version (<c>1.2.3</c>) or a pattern (<c>1.*</c>); empty for a project.</param>
public sealed record Reference(ReferenceKind Kind, string Name, string Version)
{
    /// <summary>As a line of a definition file, in the syntax of file-based programs.</summary>
    public string Directive => Kind == ReferenceKind.Package ? $"#:package {Name}@{Version}" : $"#:project {Name}";

    /// <summary>Whether both stand for the same package or project; ids of packages know no case.</summary>
    public bool IsSameThing(Reference other) => Kind == other.Kind && string.Equals(Name, other.Name, Kind == ReferenceKind.Package ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
