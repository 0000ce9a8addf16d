using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Compiling;
using Stet.Language.Text;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Language.Editing;

/// <summary>What can stand at a position of an input: asked of the compiler, with the workspace's own names.</summary>
public static class Completer
{
    private const int Limit = 200;

    /// <param name="request">The input as a submission to be compiled.</param>
    public static CompletionList Complete(string text, int position, World world, SubmissionRequest request)
    {
        var start = position;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '@'))
        {
            start--;
        }

        var word = text[start..position];
        var isMember = start > 0 && text[start - 1] == '.';
        var found = FromCompiler(request, start, isMember);
        var own = isMember ? [] : Names(world);
        var items = own.Concat(found).Where(c => c.Insert.StartsWith(word, StringComparison.OrdinalIgnoreCase)).DistinctBy(c => c.Insert)
            .OrderBy(c => c.Insert.StartsWith(word, StringComparison.Ordinal) ? 0 : 1).ThenBy(c => c.Insert, StringComparer.OrdinalIgnoreCase).Take(Limit);
        return new(start, word.Length, [.. items]);
    }

    private static IEnumerable<Completion> Names(World world)
    {
        foreach (var (name, type) in world.Variables)
        {
            yield return new(name, "variable", type.Replace("global::", "", StringComparison.Ordinal));
        }

        foreach (var definition in world.Graph.Definitions.Values.Where(d => d.Kind != DefinitionKind.Submission && !d.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            yield return new(definition.SimpleName, definition.Kind switch { DefinitionKind.Function => "function", DefinitionKind.Formula => "variable", _ => "type" }, definition.Parts[0].Text.Split('\n')[0]);
        }

        foreach (var keyword in SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(k => k.All(char.IsLetter)))
        {
            yield return new(keyword, "keyword", "");
        }
    }

    private static IEnumerable<Completion> FromCompiler(SubmissionRequest request, int position, bool isMember)
    {
        if (request.Input.Statements.Length == 0)
        {
            return [];
        }

        var binding = new SubmissionBinding(request, request.Input.Statements, new SourceEdits(), wholeFramework: true);
        var at = binding.Source.PositionOf(request.Input.Text, Math.Max(0, isMember ? position - 1 : position));
        if (at < 0)
        {
            return [];
        }

        return isMember ? Members(binding, at) : Symbols(binding.Model.LookupSymbols(at));
    }

    private static IEnumerable<Completion> Members(SubmissionBinding binding, int dot)
    {
        var token = binding.Model.SyntaxTree.GetRoot().FindToken(dot);
        var left = token.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax { Parent.Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression,
            QualifiedNameSyntax name => (SyntaxNode)name.Left,
            _ => null,
        };
        if (left is null)
        {
            return [];
        }

        var symbol = binding.Model.GetSymbolInfo(left).Symbol;
        if (symbol is INamespaceOrTypeSymbol container)
        {
            return Symbols([.. binding.Model.LookupSymbols(dot, container).Where(s => s.IsStatic || s is INamespaceOrTypeSymbol or IFieldSymbol { IsConst: true })]);
        }

        return binding.Model.GetTypeInfo(left).Type is { } type
            ? Symbols([.. binding.Model.LookupSymbols(dot, type, includeReducedExtensionMethods: true).Where(s => !s.IsStatic && s is not INamedTypeSymbol)])
            : [];
    }

    private static IEnumerable<Completion> Symbols(ImmutableArray<ISymbol> symbols) =>
        symbols.Where(s => s.CanBeReferencedByName && !s.Name.StartsWith("__", StringComparison.Ordinal) && s is not INamespaceSymbol { IsGlobalNamespace: true })
            .GroupBy(s => s.Name).Select(g => new Completion(g.Key, KindOf(g.First()), Detail(g.First(), g.Count())));

    private static string Detail(ISymbol symbol, int count) =>
        symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + (count > 1 ? $" (+{count - 1})" : "");

    private static string KindOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enum member",
        IFieldSymbol => "field",
        IEventSymbol => "event",
        INamespaceSymbol => "namespace",
        ITypeSymbol => "type",
        _ => "local",
    };
}
