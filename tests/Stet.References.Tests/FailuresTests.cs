using Stet.Worlds;

namespace Stet.References.Tests;

/// <summary>What <c>dotnet</c> says of a failure, in words that say what to do.</summary>
public class FailuresTests
{
    private static readonly Reference[] Declared = [new(ReferenceKind.Package, "Bank", "9.0.0"), new(ReferenceKind.Project, "../Shop.csproj", "")];

    [Fact]
    public void A_version_that_is_not_there_is_said_with_the_nearest()
    {
        var trouble = Assert.Single(Failures.Of(new(1, ""), Assets(new AssetsMessage("NU1102", true, "bank", "Unable to find package Bank with version (>= 9.0.0)\n  - Found 2 version(s) in made [ Nearest version: 2.0.0 ]")), Declared));
        Assert.Equal("The package sources have no Bank 9.0.0; the nearest is 2.0.0. Name a version that is there.", trouble.Message);
        Assert.Equal(Declared[0], trouble.About);
    }

    [Fact]
    public void A_version_that_was_replaced_is_not_had_and_one_that_a_package_asked_for_is()
    {
        var assets = Assets(
            new("NU1603", false, "Bank", "references depends on Bank (>= 9.0.0) but Bank 9.0.0 was not found. Bank 9.1.0 was resolved instead."),
            new("NU1603", false, "Other", "Bank 9.1.0 depends on Other (>= 1.0.0) but Other 1.0.0 was not found. Other 1.1.0 was resolved instead."));
        Assert.Equal("The package sources have no Bank 9.0.0; Bank 9.1.0 is there. Name a version that is there.", Assert.Single(Failures.Replaced(assets, Declared)).Message);
    }

    [Fact]
    public void A_source_that_cannot_be_reached_is_named()
    {
        const string Output = "/w/references.csproj : error NU1301: Unable to load the service index for source https://packages.example/index.json.\n";
        Assert.Contains("source https://packages.example/index.json could not be reached", Assert.Single(Failures.Of(new(1, Output), null, Declared)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_a_build_has_its_place_once()
    {
        const string Line = "/w/shop/Shop.cs(3,14): error CS0103: The name 'prize' does not exist in the current context [/w/shop/Shop.csproj]\n";
        var trouble = Assert.Single(Failures.Of(new(1, Line + Line), null, Declared));
        Assert.Equal((new SourcePlace("/w/shop/Shop.cs", 3, 14, "CS0103"), "The name 'prize' does not exist in the current context"), (trouble.InSource, trouble.Message));
    }

    [Theory]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.\n", "Project file does not exist. (MSB1009)")]
    [InlineData("No .NET SDKs were found.\n", "'dotnet' ended with 1: No .NET SDKs were found.")]
    public void What_is_not_known_is_told_as_it_is(string output, string message) => Assert.Equal(message, Assert.Single(Failures.Of(new(1, output), null, Declared)).Message);

    private static AssetsFile Assets(params AssetsMessage[] messages) => new([], [], [], messages);
}
