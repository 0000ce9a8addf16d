using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Stet.Sessions.Tests.References;

/// <summary>Packages made by a test, in a folder that is the only source of the workspace: nothing of the network, nothing of the user's own cache.</summary>
internal sealed class TestPackages
{
    private readonly string folder;

    /// <param name="workspace">Gets a <c>nuget.config</c>.</param>
    public TestPackages(string workspace)
    {
        folder = Directory.CreateDirectory(Path.Combine(workspace, ".feed")).FullName;
        File.WriteAllText(Path.Combine(workspace, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(workspace, ".cache")}" /></config>
              <packageSources><clear /><add key="made" value="{folder}" /></packageSources>
            </configuration>
            """);
    }

    public TestPackages Add(string id, string version, string source, string framework = "net10.0", params (string Path, byte[] Content)[] more)
    {
        using var zip = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        Write(zip, $"{id}.nuspec", System.Text.Encoding.UTF8.GetBytes($"""
            <package><metadata>
              <id>{id}</id><version>{version}</version><authors>test</authors><description>Made by a test.</description>
              <dependencies><group targetFramework="{framework}" /></dependencies>
            </metadata></package>
            """));
        Write(zip, $"lib/{framework}/{id}.dll", Compile(id, version, source));
        foreach (var (path, content) in more)
        {
            Write(zip, path, content);
        }

        return this;
    }

    private static byte[] Compile(string name, string version, string source)
    {
        var attribute = $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]";
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        MetadataReference[] references = [.. new[] { "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq" }.Select(r => MetadataReference.CreateFromFile(Path.Combine(runtime, r + ".dll")))];
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(attribute)], references, new(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }

    private static void Write(ZipArchive zip, string path, byte[] content)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(content);
    }
}
