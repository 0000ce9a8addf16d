using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Parsing;

namespace Stet.Language.Tests;

/// <summary>The language project through text: what a submission declares, reads, writes, or what is wrong with it.</summary>
internal static class Reading
{
    /// <param name="variables">Those that exist: "int x;string s".</param>
    public static SubmissionResult Compile(string code, string variables = "")
    {
        var types = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split(' ')).ToImmutableDictionary(v => v[1], v => v[0]);
        var input = InputParser.Submission(code, "In[1]");
        return input.Errors.Length > 0 ? new(null, input.Errors, [], [], [], [], false, 0, [])
            : SubmissionCompiler.Compile(new(input, 0, "In1", default, [], [], types, new HashSet<string>(), new HashSet<string>(),
                ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks", "static System.Math"]));
    }

    public static void Check(string code, string variables = "", string declares = "", string reads = "", string writes = "")
    {
        var result = Compile(code, variables);
        Assert.Empty(result.Errors.Select(e => e.Message));
        Assert.Equal(
            (declares, reads, writes),
            (string.Join(", ", result.Declares.Select(d => $"{d.Type} {d.Name}")), string.Join(", ", result.Reads), string.Join(", ", result.Writes)));
    }

    /// <summary>The errors as "line:column-column code".</summary>
    public static string Errors(string code, string variables = "") =>
        string.Join("; ", Compile(code, variables).Errors.Select(e => $"{e.Line}:{e.Column}-{e.EndColumn} {e.Code}"));
}
