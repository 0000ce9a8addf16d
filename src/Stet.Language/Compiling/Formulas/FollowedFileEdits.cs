using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling.Formulas;

/// <summary>Calls that read a whole file go through <c>FollowedFiles</c>, which tells the formula that is being evaluated.</summary>
internal static class FollowedFileEdits
{
    private const string Followed = "global::Stet.Runtime.Formulas.FollowedFiles";

    private static readonly HashSet<string> Members =
        ["ReadAllText", "ReadAllLines", "ReadAllBytes", "ReadLines", "Exists", "ReadAllTextAsync", "ReadAllLinesAsync", "ReadAllBytesAsync"];

    /// <param name="definitions">Those the code may name: one of them may be called File itself.</param>
    public static void Add(SyntaxNode code, IEnumerable<Definition> definitions, SourceEdits edits)
    {
        if (definitions.Any(d => d.SimpleName == "File"))
        {
            return;
        }

        foreach (var access in code.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>())
        {
            if (Members.Contains(access.Name.Identifier.ValueText) && access.Parent is InvocationExpressionSyntax && access.Expression.ToString() is "File" or "System.IO.File")
            {
                edits.Replace(access.Expression.Span, Followed);
            }
        }
    }
}
