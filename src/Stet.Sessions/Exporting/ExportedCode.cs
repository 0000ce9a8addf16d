using System.Text;
using Stet.CommandLine.Values;
using Stet.Language.Exporting;
using Stet.Sessions.Definitions;
using Stet.Worlds;

namespace Stet.Sessions.Exporting;

/// <summary>The exported definitions as files of ordinary C#: one for each definition file that they come from, with what of it is needed, in its order.</summary>
internal sealed class ExportedCode(World world, ExportReach reach, string holder)
{
    private readonly ExportText text = new(holder, reach.Keys.Where(k => world.Graph.Definitions[k].Kind == DefinitionKind.Function).Select(k => world.Graph.Definitions[k].SimpleName).ToHashSet());

    public IEnumerable<(string Path, string Content)> Files() =>
        reach.Keys.Select(k => world.Graph.Definitions[k]).Where(d => !Opening.IsFileless(d))
            .SelectMany(d => d.Parts.Select(p => (Definition: d, Part: p))).GroupBy(p => p.Part.Home.File, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (PathOf(g.Key), File([.. g.OrderBy(p => p.Part.Home.Line).ThenBy(p => p.Part.Home.Column)])));

    /// <summary>The usings of the workspace that the code needs, and those of everyday work.</summary>
    public string Usings(string also)
    {
        var needed = world.Usings.Where(u => StandardUsings.All.Contains(u) || IsNeeded(u)).Select(u => $"global using {u};");
        return string.Join('\n', [.. needed, $"global using static global::{holder};", .. also.Length == 0 ? Array.Empty<string>() : [$"global using {also};"]]) + "\n";
    }

    private bool IsNeeded(string import) =>
        import.Split('=') is [var alias, _] ? reach.Aliases.Contains(alias.Trim())
            : reach.Spaces.Contains(import.Replace("static ", "", StringComparison.Ordinal).Replace("global::", "", StringComparison.Ordinal).Trim());

    /// <summary>The names of the files of the program itself are taken.</summary>
    private static string PathOf(string file) => file is "Program.cs" or "Usings.cs" or "Data.cs" || file.StartsWith("CommandLine/", StringComparison.Ordinal) ? "Workspace/" + file : file;

    private string File(IReadOnlyList<(Definition Definition, DefinitionPart Part)> parts)
    {
        var file = new StringBuilder();
        var imports = parts.Select(p => p.Part.FileUsings.Trim()).Where(u => u.Length > 0).Distinct().SelectMany(u => u.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        file.Append(string.Concat(imports.Select(u => $"{u};\n"))).Append(imports.Count > 0 ? "\n" : "");
        var around = "";
        foreach (var (i, (definition, part)) in parts.Index())
        {
            var head = definition.Kind != DefinitionKind.Type ? $"public static partial class {holder}" : part.Namespace.Length > 0 ? $"namespace {part.Namespace}" : "";
            file.Append(head == around || around.Length == 0 ? "" : "}\n").Append(i > 0 ? "\n" : "").Append(head == around || head.Length == 0 ? "" : $"{head}\n{{\n");
            var declaration = text.Of(definition, part, world.Formula(definition.Key)?.Type);
            file.Append(head.Length == 0 ? declaration : ExportText.Indented(declaration)).Append('\n');
            around = head;
        }

        return file.Append(around.Length > 0 ? "}\n" : "").ToString();
    }
}
