using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Renaming;

/// <summary>What the names in a tree of the program mean.</summary>
internal static class NameUses
{
    private const string Suffix = "Attribute";

    /// <summary>The tokens that name the target or declare it, in code and in documentation.</summary>
    public static IEnumerable<SyntaxToken> Of(RenameTarget target, WorkspaceProgram program, ProgramTree tree)
    {
        var written = WrittenAs(target);
        if (!written.Any(tree.Contains))
        {
            yield break;
        }

        var model = program.Model(tree);
        foreach (var token in Identifiers(tree).Where(t => written.Contains(t.ValueText)))
        {
            if (Means(target, token, tree, model))
            {
                yield return token;
            }
        }
    }

    public static IEnumerable<SyntaxToken> Identifiers(ProgramTree tree) =>
        tree.Tree.GetRoot().DescendantTokens(descendIntoTrivia: true).Where(t => t.IsKind(SyntaxKind.IdentifierToken));

    /// <summary>How the new name is written where the token stands: an attribute may be written without its suffix.</summary>
    public static string NewText(SyntaxToken token, RenameTarget target, string name) =>
        token.ValueText != target.Name && name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length ? name[..^Suffix.Length] : name;

    /// <summary>The name is a token of code that does not compile, and no symbol can be told.</summary>
    public static bool IsUnclear(SyntaxToken token, SemanticModel model) =>
        token.Parent is SimpleNameSyntax name && name.Parent is not AttributeSyntax && Meanings(token, model).Count == 0 && AliasOf(name, model) is null
        && !SyntaxFacts.IsInNamespaceOrTypeContext(name) && name.FirstAncestorOrSelf<CrefSyntax>() is null && name.FirstAncestorOrSelf<XmlNameAttributeSyntax>() is null
        && name.Parent is not NameColonSyntax and not NameEqualsSyntax;

    /// <summary>The symbols that a token declares or can mean; those of a method group are several.</summary>
    public static IReadOnlyList<ISymbol> Meanings(SyntaxToken token, SemanticModel model)
    {
        if (token.Parent is not SimpleNameSyntax name)
        {
            return token.Parent is { } declaration && Declared(declaration, model) is { } declared ? [declared] : [];
        }

        var found = model.GetSymbolInfo(name);
        return found.Symbol is { } symbol ? [symbol] : found.CandidateSymbols;
    }

    private static ISymbol? Declared(SyntaxNode node, SemanticModel model) => node switch
    {
        TypeParameterConstraintClauseSyntax or IncompleteMemberSyntax => null,
        _ => model.GetDeclaredSymbol(node),
    };

    private static string[] WrittenAs(RenameTarget target) =>
        target.Kind == RenamedKind.Type && target.Name.EndsWith(Suffix, StringComparison.Ordinal) && target.Name.Length > Suffix.Length
            ? [target.Name, target.Name[..^Suffix.Length]] : [target.Name];

    private static bool Means(RenameTarget target, SyntaxToken token, ProgramTree tree, SemanticModel model)
    {
        if (token.Parent is SimpleNameSyntax name && AliasOf(name, model) is { } alias)
        {
            return target.Alias == alias.Name;
        }

        if (target.Alias is not null)
        {
            return token.Parent is IdentifierNameSyntax { Parent: NameEqualsSyntax { Parent: UsingDirectiveSyntax } };
        }

        var meanings = Meanings(token, model);
        return meanings.Count > 0 && meanings.All(m => target.Symbols.Contains(Renamed(m, target)) || IsDeclaredVariable(m, target, tree));
    }

    private static IAliasSymbol? AliasOf(SimpleNameSyntax name, SemanticModel model) => name is IdentifierNameSyntax identifier ? model.GetAliasInfo(identifier) : null;

    private static bool IsDeclaredVariable(ISymbol symbol, RenameTarget target, ProgramTree tree) =>
        target.Kind == RenamedKind.Variable && symbol is ILocalSymbol && IsVariable(symbol, target.Name, tree);

    /// <summary>A variable of the workspace: the field that stands for it, or what a submission declares at its top level.</summary>
    public static bool IsVariable(ISymbol symbol, string name, ProgramTree tree) => symbol.Name == name && symbol switch
    {
        IFieldSymbol { ContainingType.Name: Compiling.VariableStubs.StubClass } => true,
        ILocalSymbol local => tree.IsSubmission && local.DeclaringSyntaxReferences.Any(r => IsAtTop(r.GetSyntax())),
        _ => false,
    };

    private static bool IsAtTop(SyntaxNode declaration) =>
        declaration.Ancestors().TakeWhile(n => n is not MethodDeclarationSyntax).All(n => n is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
        && declaration.FirstAncestorOrSelf<StatementSyntax>()?.Parent is BlockSyntax { Parent: MethodDeclarationSyntax };

    /// <summary>Constructors and destructors have the name of their type; extensions are called as if they were members.</summary>
    private static ISymbol Renamed(ISymbol symbol, RenameTarget target) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor, ContainingType: var type } when target.Kind == RenamedKind.Type => type.OriginalDefinition,
        IMethodSymbol { ReducedFrom: { } whole } => whole.OriginalDefinition,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { ReducedFrom: { } whole } } parameter => whole.Parameters.First(p => p.Name == parameter.Name).OriginalDefinition,
        IMethodSymbol { PartialDefinitionPart: { } part } when !target.Symbols.Contains(symbol.OriginalDefinition) => part.OriginalDefinition,
        _ => symbol.OriginalDefinition,
    };
}

/// <summary>What the tree says of aliases.</summary>
internal static class TreeAliases
{
    public static IEnumerable<IdentifierNameSyntax> Aliases(this ProgramTree tree) =>
        ((CompilationUnitSyntax)tree.Tree.GetRoot()).Usings.Where(u => u.Alias is not null && tree.Origin(u.Alias.Name.Span) is not null).Select(u => u.Alias!.Name);
}
