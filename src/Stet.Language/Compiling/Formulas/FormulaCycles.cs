using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Compiling.Formulas;

/// <summary>
/// Formulas that are computed from themselves, also through functions and members of types. Only definitions of one group can be: members of the
/// group are followed one by one, so that a type may use a formula which reads another member of it.
/// </summary>
internal sealed class FormulaCycles(CSharpCompilation compilation, IReadOnlyList<PartSource> parts, Func<PartSource, SemanticModel> modelOf)
{
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> uses = new(SymbolEqualityComparer.Default);

    public ImmutableArray<Model.Diagnostic> Find()
    {
        foreach (var part in parts)
        {
            Collect(part);
        }

        foreach (var part in parts.Where(p => p.Formula is not null))
        {
            var start = modelOf(part).GetDeclaredSymbol(FormulaTypes.MethodOf(part))!;
            if (PathBack(start) is { } path)
            {
                var text = string.Join(" -> ", path.Select(NameOf).Prepend(part.Definition.SimpleName).Where((name, i) => name.Length > 0));
                return [part.Text.At(part.Formula!.Name.Span, Severity.Error, "STET0130", $"{part.Definition.SimpleName} would be computed from itself: {text}. Nothing was changed; take it out of one of them.")];
            }
        }

        return [];
    }

    private void Collect(PartSource part)
    {
        var model = modelOf(part);
        foreach (var name in part.Tree!.GetRoot().DescendantNodes().Where(n => n is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or BinaryExpressionSyntax or ElementAccessExpressionSyntax))
        {
            if (model.GetSymbolInfo(name).Symbol is { } symbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly) && OwnerOf(model, name) is { } owner)
            {
                Add(owner, Target(symbol.OriginalDefinition));
            }
        }

        foreach (var member in part.Tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(member) is { ContainingType: { } type } declared and (IMethodSymbol or IPropertySymbol))
            {
                Dispatch(declared, type);
            }
        }
    }

    /// <summary>Who calls the base or the interface may reach this.</summary>
    private void Dispatch(ISymbol declared, INamedTypeSymbol type)
    {
        var overridden = declared is IMethodSymbol method ? (ISymbol?)method.OverriddenMethod : ((IPropertySymbol)declared).OverriddenProperty;
        if (overridden is not null)
        {
            Add(overridden.OriginalDefinition, declared);
        }

        foreach (var contract in type.AllInterfaces.SelectMany(i => i.GetMembers(declared.Name)))
        {
            Add(contract.OriginalDefinition, declared);
        }
    }

    private void Add(ISymbol from, ISymbol to)
    {
        if (!uses.TryGetValue(from, out var all))
        {
            uses[from] = all = new(SymbolEqualityComparer.Default);
        }

        all.Add(to);
    }

    /// <summary>Reading a formula is what its method does; making an object runs its initialisers.</summary>
    private static ISymbol Target(ISymbol symbol) =>
        CertainReads.IsFormula(symbol) ? symbol.ContainingType.GetMembers(FormulaSource.Method).Single()
            : symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : symbol;

    /// <summary>The member in whose code a name stands; for what runs when an object is made, its type.</summary>
    private static ISymbol? OwnerOf(SemanticModel model, SyntaxNode node)
    {
        var member = node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(m => m is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or FieldDeclarationSyntax or TypeDeclarationSyntax);
        return member switch
        {
            null => null,
            ConstructorDeclarationSyntax or FieldDeclarationSyntax => model.GetDeclaredSymbol((TypeDeclarationSyntax)member.Parent!),
            PropertyDeclarationSyntax { Initializer: { } initializer } when initializer.Span.Contains(node.Span) => model.GetDeclaredSymbol((TypeDeclarationSyntax)member.Parent!),
            _ => model.GetDeclaredSymbol(member),
        };
    }

    private List<ISymbol>? PathBack(ISymbol start)
    {
        var from = new Dictionary<ISymbol, ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Queue<ISymbol>([start]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in uses.GetValueOrDefault(at, []))
            {
                if (SymbolEqualityComparer.Default.Equals(next, start))
                {
                    return PathTo(at, start, from);
                }

                if (from.TryAdd(next, at))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<ISymbol> PathTo(ISymbol end, ISymbol start, Dictionary<ISymbol, ISymbol> from)
    {
        List<ISymbol> path = [start];
        for (var at = end; !SymbolEqualityComparer.Default.Equals(at, start); at = from[at])
        {
            path.Add(at);
        }

        path.Reverse();
        return path;
    }

    private static string NameOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { Name: FormulaSource.Method } => symbol.ContainingType.Name["F_".Length..],
        { ContainingType: { } type } when type.ContainingNamespace.Name == "__stet" => symbol.Name,
        { ContainingType: { } type } => $"{type.Name}.{symbol.Name}",
        _ => symbol.Name,
    };
}
