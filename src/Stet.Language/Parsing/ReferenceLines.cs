using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>
/// The references at the top of a definition file or submission: <c>#:package Name@1.2.3</c> and <c>#:project ../My.csproj</c> as in file-based programs, and
/// <c>#r "nuget: Name, 1.2.3"</c> as in C# scripts. Below the first line of code nothing is a reference.
/// </summary>
internal static partial class ReferenceLines
{
    /// <summary>The text with blanks in place of the references, so that all else keeps its place; and what they refer to.</summary>
    public static (string Code, ImmutableArray<ReferenceLine> References, ImmutableArray<Diagnostic> Errors) Read(string code, string source)
    {
        if (!code.Contains('#', StringComparison.Ordinal))
        {
            return (code, [], []);
        }

        var text = new UserText(code, source, 1, source);
        var rest = code.ToCharArray();
        var references = ImmutableArray.CreateBuilder<ReferenceLine>();
        var errors = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var line in SourceText.From(code).Lines.TakeWhile(l => IsBeforeCode(l.ToString())).Where(l => IsDirective(l.ToString())))
        {
            var written = line.ToString().TrimEnd();
            if (Parse(written.Trim()) is { } reference)
            {
                references.Add(new(reference, new(source, line.LineNumber + 1), written));
            }
            else if (!written.StartsWith("#!", StringComparison.Ordinal))
            {
                errors.Add(text.At(new(line.Start, written.Length), Severity.Error, "STET0004",
                    "This is no reference that Stet knows. Write '#:package Name@1.2.3', '#:project ../My.csproj' or '#r \"nuget: Name, 1.2.3\"'."));
            }

            rest.AsSpan(line.Start, line.Span.Length).Fill(' ');
        }

        return (new(rest), references.ToImmutable(), errors.ToImmutable());
    }

    private static bool IsBeforeCode(string line) => line.TrimStart() is "" or ['/', '/', ..] || IsDirective(line);

    private static bool IsDirective(string line) => Directive().IsMatch(line);

    private static Reference? Parse(string line)
    {
        if ((Package().Match(line) is { Success: true } package ? package : NuGet().Match(line)) is { Success: true } named)
        {
            return new(ReferenceKind.Package, named.Groups["name"].Value, named.Groups["version"] is { Success: true } version ? version.Value : "*");
        }

        return Project().Match(line) is { Success: true } project
            ? new(ReferenceKind.Project, project.Groups["path"].Value.Trim('"').Replace('\\', '/'), "") : null;
    }

    [GeneratedRegex(@"^\s*#\s*(:|!|r\b|load\b)")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^#\s*:\s*package\s+(?<name>[\w.\-]+)(\s*@\s*(?<version>[\w.\-*+]+))?$")]
    private static partial Regex Package();

    [GeneratedRegex("""^#\s*r\s+"nuget:\s*(?<name>[\w.\-]+)\s*(,\s*(?<version>[\w.\-*+]+)\s*)?"\s*;?$""")]
    private static partial Regex NuGet();

    [GeneratedRegex(@"^#\s*:\s*project\s+(?<path>\S.*)$")]
    private static partial Regex Project();
}

/// <summary>A reference and where it is written.</summary>
/// <param name="Text">The line as it is written.</param>
public sealed record ReferenceLine(Reference Reference, SourceHome Home, string Text);
