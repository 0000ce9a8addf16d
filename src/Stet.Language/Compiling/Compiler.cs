using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;
using Stet.Worlds;
using Severity = Stet.Model.Severity;
using UnitAssembly = Stet.Model.UnitAssembly;

namespace Stet.Language.Compiling;

/// <summary>The compiler itself, set up the way all units and submissions are compiled.</summary>
internal static partial class Compiler
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, concurrentBuild: false,
        nullableContextOptions: NullableContextOptions.Annotations, generalDiagnosticOption: ReportDiagnostic.Suppress);

    private static readonly EmitOptions Emission = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    public static SyntaxTree Parse(ComposedSource source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source.ToString(), System.Text.Encoding.UTF8), ParseOptions, path);

    public static CSharpCompilation Create(
        string name, IEnumerable<SyntaxTree> trees, ImmutableArray<string> usings, ImmutableArray<CompiledUnit> units, bool wholeFramework,
        ImmutableArray<string> emptyNamespaces)
    {
        var framework = wholeFramework ? FrameworkReferences.All : FrameworkReferences.Core;
        return CSharpCompilation.Create(
            UnitAssembly.NameOf(name), [GlobalUsings.For(usings, emptyNamespaces), .. trees], [.. FrameworkReferences.Without(framework, units), .. units.Select(ReferenceTo)], Options);
    }

    /// <summary>The same assembly of other trees: what it refers to need not be bound again.</summary>
    public static CSharpCompilation WithOtherTrees(CSharpCompilation compilation, IEnumerable<SyntaxTree> trees, ImmutableArray<string> usings, ImmutableArray<string> emptyNamespaces) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees([GlobalUsings.For(usings, emptyNamespaces), .. trees]);

    /// <summary>Emits the assembly and its symbols; null when there are errors.</summary>
    public static (byte[] Image, byte[] Symbols)? Emit(CSharpCompilation compilation, out ImmutableArray<Diagnostic> errors)
    {
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(image, symbols, options: Emission);
        errors = Errors(result.Diagnostics);
        return result.Success ? (image.ToArray(), symbols.ToArray()) : null;
    }

    public static ImmutableArray<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];

    /// <summary>Names of the units that an emitted assembly refers to.</summary>
    public static ImmutableArray<string> UnitsReferredTo(byte[] image, IReadOnlySet<string> known)
    {
        using var pe = new PEReader(ImmutableArray.Create(image));
        var metadata = pe.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => UnitAssembly.UnitOf(metadata.GetString(metadata.GetAssemblyReference(h).Name))).Where(known.Contains).Order(StringComparer.Ordinal)];
    }

    /// <summary>An error of the compiler in the words and places of the user's text.</summary>
    public static Model.Diagnostic Translate(Diagnostic error, IReadOnlyDictionary<SyntaxTree, ComposedSource> sources, UserText fallback)
    {
        var message = error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
            .Replace("__stet.", "", StringComparison.Ordinal).Replace("__anonymous.", "", StringComparison.Ordinal);
        message = MemoBody().Replace(message, "");
        var origin = error.Location.SourceTree is { } tree && sources.TryGetValue(tree, out var source) ? source.Origin(error.Location.SourceSpan) : null;
        return origin is { } found
            ? found.User.At(found.Span, Severity.Error, error.Id, message)
            : fallback.At(new(0, fallback.Content.Length), Severity.Error, error.Id, message);
    }

    /// <summary>What is before the name of a function marked <c>[Memo]</c> where the compiler speaks of it.</summary>
    [GeneratedRegex(@"\b__memo\d+_")]
    private static partial Regex MemoBody();

    private static MetadataReference ReferenceTo(CompiledUnit unit) =>
        (MetadataReference)(unit.CompilerReference ??= unit.File is { } file ? MetadataReference.CreateFromFile(file) : MetadataReference.CreateFromImage(ImmutableArray.Create(unit.Image.Span)));
}
