using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Editing;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Language.Tests;

public class EditingTests
{
    [Theory]
    [InlineData("1 + 1", InputState.Complete)]
    [InlineData("x = 3", InputState.Complete)]
    [InlineData("int f() => 1;", InputState.Complete)]
    [InlineData("int f() => 1", InputState.Complete)]
    [InlineData("int f() =>", InputState.Incomplete)]
    [InlineData("!ls *.csv", InputState.Complete)]
    [InlineData("if (x > 1) f()", InputState.Complete)]
    [InlineData("namespace A { class B { } }", InputState.Complete)]
    [InlineData("using var m = f();", InputState.Complete)]
    [InlineData("drop x", InputState.Complete)]
    [InlineData("", InputState.Complete)]
    [InlineData("int f() {", InputState.Incomplete)]
    [InlineData("f(1,", InputState.Incomplete)]
    [InlineData("var s = @\"a", InputState.Incomplete)]
    [InlineData("class A", InputState.Incomplete)]
    [InlineData("1 + ) 2", InputState.Invalid)]
    public void Enter_knows_whether_an_input_is_complete(string text, InputState expected) => Assert.Equal(expected, Completeness.Of(text));

    [Fact]
    public void Colours_cover_every_kind_of_token() => Assert.Equal(
        "var:Keyword n:VariableName =:Operator Max:FunctionName (:Operator 1:Number ,:Operator \"s\":Text ):Operator ;:Operator // c:Comment",
        Coloured("var n = Max(1, \"s\"); // c"));

    [Fact]
    public void Spans_of_colours_neither_overlap_nor_leave_the_text()
    {
        const string Text = "record P(int X); foreach (var p in $\"{1} a\") { /* c */ } #";
        var end = 0;
        foreach (var span in Classifier.Classify(Text))
        {
            Assert.InRange(span.Start, end, Text.Length);
            end = span.Start + span.Length;
        }

        Assert.InRange(end, 1, Text.Length);
    }

    [Fact]
    public void Members_are_completed_of_what_stands_before_the_dot()
    {
        Assert.Contains("Length", Completed("s.Len|", "string s"));
        Assert.DoesNotContain("Empty", Completed("s.Em|", "string s"));
        Assert.Contains("Empty", Completed("string.Em|", ""));
    }

    [Fact]
    public void Variables_and_keywords_are_completed()
    {
        Assert.Contains("prices", Completed("pri|", "int prices"));
        Assert.Contains("private", Completed("pri|", "int prices"));
    }

    private static string Coloured(string text) =>
        string.Join(' ', Classifier.Classify(text).Select(s => $"{text.Substring(s.Start, s.Length)}:{s.Class}"));

    private static IEnumerable<string> Completed(string text, string variables)
    {
        var position = text.IndexOf('|', StringComparison.Ordinal);
        var types = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split(' ')).ToImmutableDictionary(v => v[1], v => v[0]);
        var code = text.Replace("|", "", StringComparison.Ordinal);
        var request = new SubmissionRequest(
            InputParser.Submission(code, "In[1]"), 0, "In1", default, [], [], types, new HashSet<string>(), new HashSet<string>(), ["System"]);
        return Completer.Complete(code, position, World.Empty(["System"]).WithVariables(types), request).Items.Select(i => i.Insert);
    }
}
