namespace Stet.Benchmarks;

/// <summary>An ordinary program in Release build, as a peer of code in a workspace.</summary>
internal static class ReleaseProgram
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>preview</LangVersion>
            <Nullable>annotations</Nullable>
            <InvariantGlobalization>false</InvariantGlobalization>
          </PropertyGroup>
        </Project>
        """;

    /// <summary>Builds it in a folder and gives the path of the command.</summary>
    public static string Build(string folder, string code)
    {
        File.WriteAllText(Path.Combine(folder, "ordinary.csproj"), Project);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), code);
        Workbench.Time("dotnet", "build", "-c", "Release", "-v", "q", folder, "-o", Path.Combine(folder, "out"));
        return Path.Combine(folder, "out", "ordinary");
    }
}
