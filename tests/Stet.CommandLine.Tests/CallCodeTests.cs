using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.CommandLine.Tests;

public class CallCodeTests
{
    [Theory]
    [InlineData("label(1, \"x\")", "label", "--a", "1", "--b", "x")]
    [InlineData("maybe(default(int?), default(string), default(Stet.CommandLine.Tests.Color?), false)", "maybe")]
    [InlineData("many(new int[] { 1 }, (System.Collections.Generic.List<string>)[\"x\"], e: new Stet.CommandLine.Tests.Sides[] { Stet.CommandLine.Tests.Sides.Left | Stet.CommandLine.Tests.Sides.Top })", "many", "--a", "1", "--b", "x", "--e", "left|top")]
    [InlineData("place(new Stet.CommandLine.Tests.Point(1), settings: new Stet.CommandLine.Tests.Settings() { Name = \"a\" })", "place", "--at.x", "1", "--settings.name", "a")]
    [InlineData("lines(Stet.Calling.StandardInput.AllLines)", "lines")]
    [InlineData("await later(1)", "later", "--x", "1")]
    [InlineData("net(Stet.Calling.OptionText.Parse<System.Net.IPAddress>(\"--at\", \"::1\"))", "net", "--at", "::1")]
    [InlineData("keyword(\"a\", 1)", "keyword", "--class", "a", "--int", "1")]
    public void A_call_is_ordinary_code(string code, string function, params string[] words) => Assert.Equal(code, Called.Code(function, words));

    [Fact]
    public void A_namespace_that_a_name_of_the_workspace_hides_is_written_in_full() =>
        Assert.Equal("files(new global::System.IO.FileInfo(\"a\"))", Values.CallCode.Of(Called.Read("files", "--from", "a"), name => name == "System"));

    /// <summary>Whatever the text, the code is one literal on one line, and the literal is the text.</summary>
    [Fact]
    public void No_text_gets_out_of_its_literal()
    {
        var random = new Random(1);
        string[] parts = ["\"", "\\", "\n", "\r\n", "{", "}", "{{0}}", "@", "$\"", "\"\"\"", "//", "/*", "#line 1", "\0", "\u2028", "\u0085", "é", "😀", "\ud83d", "\udc00", "\ufeff", "\u202e", "x", " ", "\t", "'", ");", "!rm"];
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => random.Next(4) == 0 ? ((char)random.Next(0x10000)).ToString() : parts[random.Next(parts.Length)]));
            var code = Called.Code("label", "--a", "1", "--b=" + text);
            Assert.DoesNotContain(code, c => c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085');
            var call = Assert.IsType<InvocationExpressionSyntax>(SyntaxFactory.ParseExpression(code, consumeFullText: true));
            Assert.Empty(call.GetDiagnostics());
            Assert.Equal(2, call.ArgumentList.Arguments.Count);
            Assert.Equal(text, Assert.IsType<LiteralExpressionSyntax>(call.ArgumentList.Arguments[1].Expression).Token.ValueText);
        }
    }

    [Theory]
    [InlineData("1E+300", "1E+300")]
    [InlineData("-0", "-0.0")]
    [InlineData("NaN", "double.NaN")]
    [InlineData("-Infinity", "double.NegativeInfinity")]
    [InlineData("0.1", "0.1")]
    [InlineData("7", "7.0")]
    public void A_double_is_a_literal_of_its_type(string word, string literal) => Assert.Equal($"label(1, \"x\", {literal})", Called.Code("label", "--a", "1", "--b", "x", "--c", word));
}
