using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Renaming;

/// <summary>
/// Members that C# ties together by their name: what overrides or implements what, overloads, the parts of a partial method, the parameter of a record and its
/// property. Renaming one renames all.
/// </summary>
internal sealed class RelatedSymbols
{
    private readonly string name;
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> ties = new(SymbolEqualityComparer.Default);

    public RelatedSymbols(Compilation compilation, string name)
    {
        this.name = name;
        foreach (var type in SourceTypes(compilation.Assembly.GlobalNamespace))
        {
            TieMembers(type);
            TieInterfaces(type);
            TieRecord(type);
        }
    }

    public ImmutableHashSet<ISymbol> Close(IEnumerable<ISymbol> seeds)
    {
        var closed = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<ISymbol>(seeds);
        while (waiting.TryPop(out var symbol))
        {
            if (closed.Add(symbol.OriginalDefinition))
            {
                foreach (var tied in ties.GetValueOrDefault(symbol.OriginalDefinition, []).Concat(TiedParameters(symbol)))
                {
                    waiting.Push(tied);
                }
            }
        }

        return closed.ToImmutable();
    }

    public static IEnumerable<INamedTypeSymbol> SourceTypes(INamespaceOrTypeSymbol within) => within.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol space => SourceTypes(space),
        INamedTypeSymbol type => SourceTypes(type).Prepend(type),
        _ => [],
    });

    private void TieMembers(INamedTypeSymbol type)
    {
        var named = Named(type).ToList();
        foreach (var member in named)
        {
            Tie(member, Overridden(member));
            Tie(member, (member as IMethodSymbol)?.PartialDefinitionPart ?? (member as IPropertySymbol)?.PartialDefinitionPart as ISymbol);
            foreach (var implemented in ExplicitlyImplemented(member))
            {
                Tie(member, implemented);
            }
        }

        foreach (var overload in named.OfType<IMethodSymbol>().Skip(1))
        {
            Tie(named.OfType<IMethodSymbol>().First(), overload);
        }
    }

    /// <summary>Also where the member comes from a base class that knows nothing of the interface.</summary>
    private void TieInterfaces(INamedTypeSymbol type)
    {
        foreach (var member in type.AllInterfaces.SelectMany(i => i.GetMembers(name)))
        {
            if (type.FindImplementationForInterfaceMember(member) is { } implementation)
            {
                Tie(member, implementation);
            }
        }
    }

    private void TieRecord(INamedTypeSymbol type)
    {
        if (!type.IsRecord || PrimaryParameters(type).FirstOrDefault(p => p.Name == name) is not { } parameter)
        {
            return;
        }

        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.GetMembers(name).FirstOrDefault(m => m is IPropertySymbol or IFieldSymbol) is { } property)
            {
                Tie(parameter, property);
                break;
            }
        }

        foreach (var part in type.GetMembers("Deconstruct").OfType<IMethodSymbol>().Where(m => m.IsImplicitlyDeclared).SelectMany(m => m.Parameters).Where(p => p.Name == name))
        {
            Tie(parameter, part);
        }
    }

    private static IEnumerable<IParameterSymbol> PrimaryParameters(INamedTypeSymbol type) =>
        type.InstanceConstructors.Where(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax)).SelectMany(c => c.Parameters);

    /// <summary>The parameter of the same name in every method that is tied to this one's.</summary>
    private IEnumerable<ISymbol> TiedParameters(ISymbol symbol) =>
        symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method }
            ? TiedMethods(method).SelectMany(m => m.Parameters).Where(p => p.Name == name) : [];

    private static IEnumerable<IMethodSymbol> TiedMethods(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || method.MethodKind is MethodKind.Constructor or MethodKind.LambdaMethod or MethodKind.LocalFunction)
        {
            return method.PartialDefinitionPart is { } definition ? [definition] : method.PartialImplementationPart is { } implementation ? [implementation] : [];
        }

        var related = new RelatedSymbols(type.ContainingAssembly.GlobalNamespace, method.Name);
        return related.Close([method]).OfType<IMethodSymbol>();
    }

    private RelatedSymbols(INamespaceSymbol space, string name)
    {
        this.name = name;
        foreach (var type in SourceTypes(space))
        {
            TieMembers(type);
            TieInterfaces(type);
        }
    }

    private IEnumerable<ISymbol> Named(INamedTypeSymbol type) => type.GetMembers()
        .Where(m => m is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } or IPropertySymbol or IEventSymbol)
        .Where(m => m.Name == name || ExplicitlyImplemented(m).Any(i => i.Name == name));

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol e => e.OverriddenEvent,
        _ => null,
    };

    private static IEnumerable<ISymbol> ExplicitlyImplemented(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations,
        IPropertySymbol property => property.ExplicitInterfaceImplementations,
        IEventSymbol e => e.ExplicitInterfaceImplementations,
        _ => [],
    };

    private void Tie(ISymbol a, ISymbol? b)
    {
        if (b is not null)
        {
            (a, b) = (a.OriginalDefinition, b.OriginalDefinition);
            (ties.TryGetValue(a, out var ofA) ? ofA : ties[a] = new(SymbolEqualityComparer.Default)).Add(b);
            (ties.TryGetValue(b, out var ofB) ? ofB : ties[b] = new(SymbolEqualityComparer.Default)).Add(a);
        }
    }
}
