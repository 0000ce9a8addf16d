using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Language.Renaming;
using Stet.Worlds;

namespace Stet.Language.Tests.Renaming;

/// <summary>The renamer through text: the workspace before, <c>Old New</c>, the workspace after. <c>// b.cs</c> on a line of its own begins another file, <c>// In[3]</c> a kept submission.</summary>
internal static class Renaming
{
    private static readonly ImmutableArray<string> Usings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks", "static System.Math"];

    /// <param name="variables">Those that exist: "int x;List&lt;Vec&gt; all".</param>
    public static void Check(string before, string rename, string after, string variables = "")
    {
        var result = Rename(before, rename, variables);
        Assert.Empty(result.Errors.Select(e => $"{e.Source}:{e.Line}: {e.Message}"));
        Assert.Equal(after.ReplaceLineEndings("\n"), Text(result.Text));
    }

    /// <summary>Refused, with these words in the reason.</summary>
    public static void Refuses(string before, string rename, string reason, string variables = "") =>
        Assert.Contains(reason, string.Join("; ", Rename(before, rename, variables).Errors.Select(e => e.Message)));

    public static RenameResult Rename(string before, string rename, string variables = "")
    {
        var parts = Parts(before.ReplaceLineEndings("\n")).ToList();
        var files = parts.Where(p => !p.Name.StartsWith("In", StringComparison.Ordinal)).Select(p => InputParser.File(p.Code, p.Name)).ToImmutableArray();
        Assert.Empty(files.SelectMany(f => f.Errors).Select(e => e.Message));
        var kept = parts.Where(p => p.Name.StartsWith("In", StringComparison.Ordinal)).Select(p => InputParser.Submission(p.Code, p.Name)).ToList();
        ImmutableArray<Definition> fileless = [
            .. kept.Select(k => StoredDefinition.OfSubmission(k.Name.Replace("[", "").Replace("]", ""), k, 0, k.StatementCount)),
            .. kept.Concat(files).SelectMany(k => k.AnonymousTypes).DistinctBy(d => d.Key)];
        var types = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).ToImmutableDictionary(v => v[(v.LastIndexOf(' ') + 1)..], v => v[..v.LastIndexOf(' ')]);
        var names = rename.Split(' ');
        return Renamer.Rename(new(files, fileless, types, [.. Usings, .. files.SelectMany(f => f.Usings).Except(Usings)]), names[0], names[1]);
    }

    private static IEnumerable<(string Name, string Code)> Parts(string text)
    {
        var name = "a.cs";
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("// ", StringComparison.Ordinal) && (line.EndsWith(".cs", StringComparison.Ordinal) || line.StartsWith("// In[", StringComparison.Ordinal)))
            {
                yield return (name, string.Join('\n', lines));
                (name, lines) = (line[3..], []);
            }
            else
            {
                lines.Add(line);
            }
        }

        yield return (name, string.Join('\n', lines));
    }

    private static string Text(WorkspaceText text)
    {
        var files = text.Files.Select(f => (Name: f.Name, Code: f.Code)).Concat(text.Fileless.Where(d => d.Kind == DefinitionKind.Submission).Select(d => (Name: $"In[{d.Key[2..]}]", Code: d.Parts[0].Text)));
        return string.Join('\n', files.Select(f => f.Name == "a.cs" ? f.Code : $"// {f.Name}\n{f.Code}"));
    }
}
