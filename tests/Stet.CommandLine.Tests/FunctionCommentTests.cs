namespace Stet.CommandLine.Tests;

public class FunctionCommentTests
{
    [Fact]
    public void Summary_and_parameters_are_read_with_their_references_as_words()
    {
        var comment = FunctionComment.Of("/// <summary>\n/// The <b>mean</b> of\n///   <paramref name=\"x\"/>, see <see cref=\"Sum\"/>.\n/// </summary>\n/// <param name=\"x\">The values &lt; 3.</param>\ndouble mean(double[] x) => 1;");
        Assert.Equal("The mean of x, see Sum.", comment.Summary);
        Assert.Equal("The values < 3.", comment.Parameters["x"]);
    }

    [Theory]
    [InlineData("int f() => 1;", "")]
    [InlineData("// no documentation\nint f() => 1;", "")]
    [InlineData("/// Just words.\nint f() => 1;", "Just words.")]
    [InlineData("/// <summary>a < b & c</summary>\nint f() => 1;", "a < b & c")]
    [InlineData("/// <summary>Own.</summary>\nint f()\n{\n    /// inside\n    return 1; }", "Own.")]
    public void What_is_no_XML_is_taken_as_it_stands(string source, string summary) => Assert.Equal(summary, FunctionComment.Of(source).Summary);
}
