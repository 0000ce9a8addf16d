using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Language.Text;

namespace Stet.Language.Tests;

/// <summary>What is read off a plain statement is what the compiler's flow analysis says of it; and which statements are plain.</summary>
public class StatementFlowTests
{
    private static readonly ImmutableDictionary<string, string> Variables = new Dictionary<string, string>
    {
        ["x"] = "int",
        ["y"] = "double",
        ["s"] = "string",
        ["a"] = "int[]",
        ["l"] = "System.Collections.Generic.List<int>",
        ["f"] = "System.Func<int, int>",
        ["t"] = "System.TimeSpan",
        ["e"] = "System.Collections.Generic.List<int>.Enumerator",
        ["p"] = "System.Drawing.Point",
        ["o"] = "object",
    }.ToImmutableDictionary();

    [Theory]
    [InlineData("y = 1.0")]
    [InlineData("y = -x * (y + 2)")]
    [InlineData("x = a[x] + l[0] + l.Count")]
    [InlineData("y = Sqrt(x) + Math.Pow(y, 2)")]
    [InlineData("a = new int[x]")]
    [InlineData("a = new[] { x, 2, x }")]
    [InlineData("a = [x, 1]")]
    [InlineData("l = new List<int>(a)")]
    [InlineData("s = $\"{x} of {s,4}\" + s.Trim()")]
    [InlineData("var z = x > 0 ? y : 2")]
    [InlineData("double w = (double)x")]
    [InlineData("fresh = f(x) + f.Invoke(a.Length)")]
    [InlineData("x = l.Select(int.Abs).Count()")]
    public void Plain_statements_need_no_analysis(string statement) => Assert.True(Compare(statement));

    [Theory]
    [InlineData("x = y2 = 3")]
    [InlineData("x = x++ + 1")]
    [InlineData("x = int.TryParse(s, out var n) ? n : 0")]
    [InlineData("x = l.Where(v => v > x).Count()")]
    [InlineData("s = nameof(x)")]
    [InlineData("s = t.ToString()")]
    [InlineData("var moved = e.MoveNext()")]
    [InlineData("x = p.X")]
    [InlineData("x = o is int i ? i : 0")]
    [InlineData("l = new List<int> { x }")]
    [InlineData("x += 1")]
    [InlineData("a[0] = x")]
    [InlineData("if (x > 0) y = 1.0; else y = 2.0;")]
    [InlineData("int q")]
    [InlineData("l.Add(x)")]
    public void Others_are_left_to_the_compiler(string statement) => Assert.False(Compare(statement));

    /// <summary>Whether it is plain; then it is compared with the compiler's analysis, also where other statements stand around it.</summary>
    private static bool Compare(string statement)
    {
        var binding = Bind($"y = 0.5; before = x; {statement}; after = y + x;");
        var bound = binding.Bound[2];
        if (StatementFlow.Plain(binding.Model, bound) is not { } plain)
        {
            return false;
        }

        Assert.Equal(Shown(StatementFlow.Of(binding.Model.AnalyzeDataFlow(bound)!)), Shown(plain));
        return true;
    }

    private static string Shown(StatementFlow flow) => $"reads {Names(flow.Reads)}; writes {Names(flow.Writes)}; assigns {Names(flow.Assigns)}";

    private static string Names(IEnumerable<ILocalSymbol> symbols) => string.Join(", ", symbols.Select(s => s.Name));

    private static SubmissionBinding Bind(string code)
    {
        var input = InputParser.Submission(code, "In[1]");
        var request = new SubmissionRequest(input, 0, "In1", default, [], [], Variables, new HashSet<string>(), new HashSet<string>(),
            ["System", "System.Collections.Generic", "System.Linq", "static System.Math"]);
        return new(request, input.Statements, new SourceEdits(), wholeFramework: true);
    }
}
