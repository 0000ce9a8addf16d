using System.CommandLine;
using System.Reflection;

namespace Stet.CommandLine.Exported;

/// <summary>The sources of this project and of what it uses, as an exported program carries them along. They are inside this assembly.</summary>
public static class ExportedSources
{
    private const string Prefix = "source/";

    /// <summary>Of the package that the sources need.</summary>
    public static string CommandLineVersion { get; } = typeof(Command).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static IEnumerable<(string Path, string Content)> All()
    {
        var assembly = typeof(ExportedSources).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name[Prefix.Length..].Replace('\\', '/'), reader.ReadToEnd());
        }
    }
}
