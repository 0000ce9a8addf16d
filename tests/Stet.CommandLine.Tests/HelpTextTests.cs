namespace Stet.CommandLine.Tests;

public class HelpTextTests
{
    [Fact]
    public void Help_has_options_with_types_defaults_and_choices()
    {
        var help = HelpText.Of(Called.Function("paint"), "stet call", 200);
        Assert.Contains("Usage:\n  stet call paint [options]\n", help);
        Assert.Contains("--color <Red|Green|Blue>", help);
        Assert.Contains("[default: Green]", help);
        Assert.DoesNotContain("REQUIRED", help);
        Assert.Contains("--a <int> (REQUIRED)", HelpText.Of(Called.Function("label"), "", 200));
        Assert.Contains("Usage:\n  label [options]\n", HelpText.Of(Called.Function("label"), "", 200));
    }

    [Fact]
    public void Each_overload_has_its_page()
    {
        var help = HelpText.Of(Called.Function("over"), "", 200);
        Assert.Contains("over(int x)\n", help);
        Assert.Contains("over(string x)\n", help);
        Assert.Contains("over(int x, int y)\n", help);
    }

    [Fact]
    public void An_option_that_the_function_has_itself_is_its_own()
    {
        var help = HelpText.Of(Called.Function("output"), "", 200);
        Assert.Contains("--output <string>", help);
        Assert.Contains("-?, -h", help);
    }
}
