using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// A function of the user's named like one of <c>System.Math</c> comes first, also in types. In a namespace its using is nearer than the
/// workspace's <c>static System.Math</c>; a type outside of namespaces sees both as equals, so there the call is written in full.
/// </summary>
internal static class OwnFunctionsFirst
{
    private static readonly HashSet<string> MathNames = [.. typeof(Math).GetMethods().Where(m => m.IsStatic).Select(m => m.Name)];

    public static void Add(MemberDeclarationSyntax type, IEnumerable<Definition> dependencies, SourceEdits edits)
    {
        var functions = dependencies.Where(d => d.Kind == DefinitionKind.Function && MathNames.Contains(d.SimpleName))
            .ToDictionary(d => d.SimpleName, StaticUsings.HolderOf);
        if (functions.Count == 0)
        {
            return;
        }

        var own = type.DescendantTokens().Where(t => t.Parent is not SimpleNameSyntax).Select(t => t.ValueText).ToHashSet();
        foreach (var called in type.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(i => i.Expression).OfType<SimpleNameSyntax>())
        {
            if (functions.TryGetValue(called.Identifier.ValueText, out var holder) && !own.Contains(called.Identifier.ValueText))
            {
                edits.Insert(called.SpanStart, $"global::__stet.{holder}.");
            }
        }
    }
}
