using System.Runtime.InteropServices;
using System.Security;
using Stet.Worlds;

namespace Stet.References;

/// <summary>
/// The project that stands for all references of a workspace: the user's own <c>dotnet</c> resolves it as it would any other. It takes nothing from build files
/// in folders above, so that a workspace inside a checkout is not built by the checkout's rules; their <c>nuget.config</c> counts.
/// </summary>
internal static class GeneratedProject
{
    public const string FileName = "references.csproj";

    /// <summary>Where projects are built to, relative to the generated one.</summary>
    public const string Output = "out";

    public const string Framework = "net10.0";

    public static string Runtime => RuntimeInformation.RuntimeIdentifier;

    /// <param name="workspace">What relative paths of projects start from.</param>
    public static string Text(IEnumerable<Reference> references, string workspace) => $"""
        <Project>
          <PropertyGroup>
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
          </PropertyGroup>
          <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
          <PropertyGroup>
            <TargetFramework>{Framework}</TargetFramework>
            <RuntimeIdentifier>{Runtime}</RuntimeIdentifier>
            <SelfContained>false</SelfContained>
            <UseAppHost>false</UseAppHost>
            <EnableDefaultItems>false</EnableDefaultItems>
            <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
            <CopyLocalLockFileAssemblies>false</CopyLocalLockFileAssemblies>
            <OutputPath>{Output}/</OutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
            <AppendRuntimeIdentifierToOutputPath>false</AppendRuntimeIdentifierToOutputPath>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <RestoreEnablePackagePruning>true</RestoreEnablePackagePruning>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
        {string.Concat(references.Select(r => "    " + Item(r, workspace) + "\n"))}  </ItemGroup>
          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
        </Project>

        """;

    private static string Item(Reference reference, string workspace) => reference.Kind == ReferenceKind.Package
        ? $"<PackageReference Include=\"{reference.Name}\" Version=\"{reference.Version}\" />"
        : $"<ProjectReference Include=\"{SecurityElement.Escape(ProjectFile.Of(reference, workspace))}\" />";
}
