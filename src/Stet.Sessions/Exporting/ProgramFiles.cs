using Stet.CommandLine.Exported;
using Stet.CommandLine.Values;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Exporting;

/// <summary>What an exported program has beside its definitions: project files, entry, and the sources that read a command line and write a value.</summary>
internal static class ProgramFiles
{
    public static string Project(string name, IEnumerable<string> references) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>preview</LangVersion>
            <Nullable>annotations</Nullable>
            <ImplicitUsings>disable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <AssemblyName>{name}</AssemblyName>
            <StartupObject>ExportedEntry</StartupObject>
          </PropertyGroup>
          <ItemGroup>
            <Compile Remove="CommandLine/**" />
            <ProjectReference Include="CommandLine/CommandLine.csproj" />
        {string.Concat(references.Select(r => $"    {r}\n"))}  </ItemGroup>
        </Project>

        """;

    /// <param name="function">Its name, overloads' comments and the class that holds it make the command line.</param>
    public static string Entry(Definition function, string holder, IEnumerable<Definition> types)
    {
        var comments = function.Parts.Select(p => Text(CommentOf(p.Text)));
        var typeComments = types.Select(t => (t.Key, Comment: CommentOf(t.Parts[0].Text))).Where(t => t.Comment.Length > 0).Select(t => $"[{Text(t.Key)}] = {Text(t.Comment)}");
        return $$"""
            /// <summary>{{function.SimpleName}} as a program; made by `stet export {{function.SimpleName}}`. Its options come from the function's signature and comment.</summary>
            internal static class ExportedEntry
            {
                private static System.Threading.Tasks.Task<int> Main(string[] words) => Stet.CommandLine.Exported.ExportedProgram.Run(
                    typeof({{holder}}), {{Text(function.SimpleName)}}, [{{string.Join(", ", comments)}}], new() { {{string.Join(", ", typeComments)}} }, words);
            }

            """;
    }

    public static IEnumerable<ExportedFile> CommandLine() => ExportedSources.All().Select(s => new ExportedFile("CommandLine/" + s.Path, s.Content))
        .Prepend(new("CommandLine/CommandLine.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>preview</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                <AssemblyName>Stet.CommandLine</AssemblyName>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="System.CommandLine" Version="{ExportedSources.CommandLineVersion}" />
              </ItemGroup>
            </Project>

            """));

    /// <summary>Its documentation, as it stands above the declaration.</summary>
    private static string CommentOf(string source) =>
        string.Join('\n', source.Split('\n').Select(l => l.Trim()).TakeWhile(l => l.Length == 0 || l.StartsWith("//", StringComparison.Ordinal)).Where(l => l.StartsWith("///", StringComparison.Ordinal)));

    private static string Text(string text) => CallCode.Literal(text);
}
