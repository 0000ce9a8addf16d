namespace Stet.Worlds.Tests;

public class UnitContentTests
{
    private const string Plain = "int f(int x) => x * 2;";

    [Theory]
    [InlineData("// doubles\nint f(int x) => x * 2;", true)]
    [InlineData("int f(int x)\n{\n    // twice\n    return x * 2;\n}", true)]
    [InlineData("int f(int x)   =>\n\n  x*2;", true)]
    [InlineData("int f(int x) => x * 3;", false)]
    [InlineData("long f(int x) => x * 2;", false)]
    public void A_unit_counts_by_what_it_compiles_to(string source, bool same) => Assert.Equal(same, ContentOf(Plain) == ContentOf(source));

    [Fact]
    public void Lambdas_and_texts_do_not_bring_their_places_in()
    {
        const string Source = "int g() { Func<int> one = () => 1; return one() + \"a b\".Length; }";
        Assert.Equal(ContentOf(Source), ContentOf("\n\n/* a */ " + Source.Replace("; ", ";\n\n   ", StringComparison.Ordinal)));
        Assert.NotEqual(ContentOf(Source), ContentOf(Source.Replace("a b", "a c", StringComparison.Ordinal)));
    }

    private static Model.ContentHash ContentOf(string source)
    {
        var village = new Village();
        village.Compiled(source);
        return village.World.Units.Values.Single().Content;
    }
}
