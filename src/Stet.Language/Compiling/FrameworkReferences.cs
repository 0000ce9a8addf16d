using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// Metadata references to the shared framework and to Stet's own assemblies that user code may call. Shared by all compilations.
/// </summary>
internal static class FrameworkReferences
{
    /// <summary>What nearly every submission needs. Compiling against few assemblies is faster, above all in a cold process.</summary>
    private static readonly string[] CoreNames =
        ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Console", "Stet.Runtime", "Stet.Toolbox", "Stet.Model"];

    private static readonly Lazy<ImmutableArray<MetadataReference>> CoreOnce = new(() => Load(name => CoreNames.Contains(name)));
    private static readonly Lazy<ImmutableArray<MetadataReference>> AllOnce = new(() => [.. Core, .. Load(name => !CoreNames.Contains(name))]);

    public static ImmutableArray<MetadataReference> Core => CoreOnce.Value;

    /// <summary>The whole framework: used when the core did not suffice, before the compiler's verdict is believed.</summary>
    public static ImmutableArray<MetadataReference> All => AllOnce.Value;

    /// <summary>Packages refer to any part of the framework: with them the core does not suffice.</summary>
    public static bool IsNeededBy(ImmutableArray<CompiledUnit> units) => units.Any(u => u.File is not null);

    /// <summary>An assembly that a package brings in a version of its own takes the place of the framework's.</summary>
    public static IEnumerable<MetadataReference> Without(ImmutableArray<MetadataReference> framework, ImmutableArray<CompiledUnit> units)
    {
        var own = units.Where(u => u.File is not null).Select(u => u.Name).ToHashSet();
        return own.Count == 0 ? framework : framework.Where(f => !own.Contains(Path.GetFileNameWithoutExtension(f.Display) ?? ""));
    }

    private static ImmutableArray<MetadataReference> Load(Func<string, bool> wanted) =>
        [.. Paths().Where(path => wanted(Path.GetFileNameWithoutExtension(path))).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))];

    private static IEnumerable<string> Paths()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == framework || CoreNames.Contains(Path.GetFileNameWithoutExtension(path)));
    }
}
