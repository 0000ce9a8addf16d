using System.Xml.Linq;

namespace Stet.Architecture.Tests;

/// <summary>A project earns its place by a reference that it forbids someone to make: these are all there are.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["Stet.Model"] = "",
        ["Stet.Dataflow"] = "Stet.Model",
        ["Stet.Images"] = "Stet.Model",
        ["Stet.Worlds"] = "Stet.Model System.IO.Hashing",
        ["Stet.Effects"] = "Stet.Model",
        ["Stet.References"] = "Mono.Cecil Stet.Model Stet.Worlds",
        ["Stet.Language"] = "Microsoft.CodeAnalysis.CSharp Stet.Model Stet.Worlds",
        ["Stet.Toolbox"] = "Stet.Model",
        ["Stet.Runtime"] = "Stet.Dataflow Stet.Images Stet.Model Stet.Toolbox Stet.Worlds",
        ["Stet.Storage"] = "Microsoft.Data.Sqlite Stet.Model System.IO.Hashing",
        ["Stet.CommandLine"] = "Stet.Display Stet.Model Stet.Toolbox System.CommandLine",
        ["Stet.Display"] = "Stet.Images Stet.Model",
        ["Stet.Sessions"] = "Stet.CommandLine Stet.Dataflow Stet.Display Stet.Effects Stet.Images Stet.Language Stet.Model Stet.References Stet.Runtime Stet.Storage Stet.Toolbox Stet.Worlds",
        ["Stet.Protocol"] = "Stet.Model",
        ["Stet.Server"] = "Stet.Model Stet.Protocol",
        ["Stet.Host"] = "Stet.Server Stet.Sessions",
        ["Stet.Terminal"] = "Stet.Model Stet.Protocol",
        ["Stet.Cli"] = "Stet.Host Stet.Model Stet.Protocol Stet.Terminal",
    };

    [Fact]
    public void Every_project_references_what_is_allowed_and_nothing_else()
    {
        var found = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), References);
        Assert.Equal(Allowed.OrderBy(p => p.Key), found.OrderBy(p => p.Key));
    }

    /// <summary>The command carries the host along as a program of its own; it calls nothing of it.</summary>
    [Fact]
    public void The_front_ends_name_nothing_of_the_engine()
    {
        var offenders = Checkout.Sources().Where(f => f.StartsWith("src/Stet.Cli/", StringComparison.Ordinal) || f.StartsWith("src/Stet.Terminal/", StringComparison.Ordinal) || f.StartsWith("src/Stet.Protocol/", StringComparison.Ordinal))
            .Where(f => new[] { "Stet.Sessions", "Stet.Language", "Stet.Runtime", "Stet.Storage" }.Any(name => File.ReadAllText(Path.Combine(Checkout.Root, f)).Contains(name + ".", StringComparison.Ordinal)
                || File.ReadAllText(Path.Combine(Checkout.Root, f)).Contains($"using {name};", StringComparison.Ordinal)));
        Assert.Empty(offenders);
    }

    private static string References(string project) => string.Join(' ', XDocument.Load(project).Descendants()
        .Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference")
        .Select(e => e.Name.LocalName == "ProjectReference" ? Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')) : e.Attribute("Include")!.Value)
        .Order(StringComparer.Ordinal));
}
