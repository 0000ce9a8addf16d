using Stet.Language.Parsing;

namespace Stet.Language.Tests;

/// <summary>References at the top of a file or submission.</summary>
public class ReferenceLinesTests
{
    [Theory]
    [InlineData("#:package Name@1.2.3", "#:package Name@1.2.3")]
    [InlineData("#:package Name@1.2.3-beta.4", "#:package Name@1.2.3-beta.4")]
    [InlineData("#:package Name", "#:package Name@*")]
    [InlineData("  #: package My.Name @ 1.*  ", "#:package My.Name@1.*")]
    [InlineData("#r \"nuget: Name, 1.2.3\"", "#:package Name@1.2.3")]
    [InlineData("#r \"nuget:Name\"", "#:package Name@*")]
    [InlineData("#:project ../My App/My.csproj", "#:project ../My App/My.csproj")]
    [InlineData("#!/usr/bin/env stet\n// why\n\n#:package A@1\n#:package B@2\nint f() => 1;", "#:package A@1 #:package B@2")]
    [InlineData("s = \"#:package A@1\"", "")]
    public void A_reference_is_read(string code, string directives)
    {
        var input = InputParser.Submission(code, "In[1]");
        Assert.Empty(input.Errors);
        Assert.Equal(directives, string.Join(' ', input.References.Select(r => r.Reference.Directive)));
    }

    [Fact]
    public void All_else_keeps_its_place()
    {
        var input = InputParser.Submission("#:package A@1\nint f() => 1;\ny = ;", "In[1]");
        Assert.Equal((3, 5), (input.Errors[0].Line, input.Errors[0].Column));
        Assert.Equal(2, input.Definitions.Single().Parts[0].Home.Line);
    }
}
