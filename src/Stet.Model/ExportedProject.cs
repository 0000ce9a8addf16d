namespace Stet.Model;

/// <summary>A function as a program of its own, as files; or why it cannot be one.</summary>
/// <param name="Files">The project file first: a folder with one is no place of definitions.</param>
/// <param name="Told">What there is to say about it, a line each.</param>
/// <param name="Trouble">Why nothing is exported; empty where something is.</param>
public sealed record ExportedProject(IReadOnlyList<ExportedFile> Files, IReadOnlyList<string> Told, string Trouble)
{
    public static ExportedProject Refused(string why) => new([], [], why);
}

/// <param name="Path">Relative to the project's folder, with forward slashes.</param>
public sealed record ExportedFile(string Path, string Content);
