using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>Finds the names in a piece of syntax; a superset of what it depends on, without asking the compiler what they mean.</summary>
internal static class NameScan
{
    public static NameUse Nothing { get; } = new([], [], [], [], false, "", "");

    public static NameUse Of(IEnumerable<MemberDeclarationSyntax> parts)
    {
        var all = ImmutableHashSet.CreateBuilder<string>();
        var contract = ImmutableHashSet.CreateBuilder<string>();
        var members = ImmutableHashSet.CreateBuilder<string>();
        var extensions = ImmutableHashSet.CreateBuilder<string>();
        var texts = new List<string>();
        var shapes = new List<string>();
        var ambient = false;
        foreach (var part in parts)
        {
            Collect(part, all, members);
            if (FormulaSyntax.Of(part) is { } formula)
            {
                // What others see of a formula is its type, which only the compiler knows: see FormulaContract.
                texts.Add($"formula {formula.Name.ValueText}");
                continue;
            }

            var bare = (MemberDeclarationSyntax)new ContractOf().Visit(part)!;
            Collect(bare, contract, null);
            texts.Add(bare.NormalizeWhitespace().ToFullString());
            shapes.Add(ShapeText.Of(part));
            ambient |= CollectExtensions(part, extensions);
        }

        return new(all.ToImmutable(), contract.ToImmutable(), members.ToImmutable(), extensions.ToImmutable(), ambient, string.Join('\n', texts), string.Join('\n', shapes));
    }

    public static NameUse OfStatements(IEnumerable<SyntaxNode> nodes)
    {
        var all = ImmutableHashSet.CreateBuilder<string>();
        var members = ImmutableHashSet.CreateBuilder<string>();
        foreach (var node in nodes)
        {
            Collect(node, all, members);
        }

        return new(all.ToImmutable(), [], members.ToImmutable(), [], false, "", "");
    }

    private static void Collect(SyntaxNode root, ImmutableHashSet<string>.Builder names, ImmutableHashSet<string>.Builder? members)
    {
        var scopes = new Dictionary<SyntaxNode, HashSet<string>>();
        names.UnionWith(AnonymousShapes.In(root).Select(shape => Compiling.AnonymousTypes.NameOf(shape.Names)));
        foreach (var name in root.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            var token = name.Identifier;
            if (IsAfterDot(token))
            {
                members?.Add(token.ValueText);
                if (name.Parent is not QualifiedNameSyntax and not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax })
                {
                    continue;
                }
            }

            if (name.Parent is not NameColonSyntax and not NameEqualsSyntax && (MayBeType(name) || !IsDeclaredAround(name, root, scopes)))
            {
                names.Add(token.ValueText);
            }
        }
    }

    /// <summary>A member or parameter may have the name of its type: <c>record Person(Age Age)</c>, <c>Age.Zero</c>.</summary>
    private static bool MayBeType(SimpleNameSyntax name) =>
        SyntaxFacts.IsInTypeOnlyContext(name) || name.Parent is MemberAccessExpressionSyntax access && access.Expression == name && name.Identifier.ValueText is [var first, ..] && char.IsUpper(first);

    private static bool IsDeclaredAround(SimpleNameSyntax name, SyntaxNode root, Dictionary<SyntaxNode, HashSet<string>> scopes)
    {
        for (SyntaxNode? node = name; node is not null && node != root.Parent; node = node.Parent)
        {
            if (node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or TypeDeclarationSyntax)
            {
                if (!scopes.TryGetValue(node, out var declared))
                {
                    scopes[node] = declared = DeclaredIn(node);
                }

                if (declared.Contains(name.Identifier.ValueText))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static HashSet<string> DeclaredIn(SyntaxNode scope) =>
        scope is TypeDeclarationSyntax type ? [.. MemberNames(type)] : [.. LocalNames(scope)];

    private static IEnumerable<string> MemberNames(TypeDeclarationSyntax type)
    {
        var parameters = type.ParameterList?.Parameters.Select(p => p.Identifier.ValueText) ?? [];
        var typeParameters = type.TypeParameterList?.Parameters.Select(p => p.Identifier.ValueText) ?? [];
        var members = type.Members.SelectMany(m => m switch
        {
            BaseFieldDeclarationSyntax f => f.Declaration.Variables.Select(v => v.Identifier.ValueText),
            PropertyDeclarationSyntax p => [p.Identifier.ValueText],
            MethodDeclarationSyntax d => [d.Identifier.ValueText],
            BaseTypeDeclarationSyntax t => [t.Identifier.ValueText],
            _ => (IEnumerable<string>)[],
        });
        return [.. parameters, .. typeParameters, .. members];
    }

    private static IEnumerable<string> LocalNames(SyntaxNode scope) => scope.DescendantNodes().SelectMany<SyntaxNode, string>(n => n switch
    {
        ParameterSyntax p => [p.Identifier.ValueText],
        TypeParameterSyntax t => [t.Identifier.ValueText],
        VariableDeclaratorSyntax v => [v.Identifier.ValueText],
        SingleVariableDesignationSyntax d => [d.Identifier.ValueText],
        ForEachStatementSyntax f => [f.Identifier.ValueText],
        LocalFunctionStatementSyntax l => [l.Identifier.ValueText],
        CatchDeclarationSyntax c => [c.Identifier.ValueText],
        FromClauseSyntax f => [f.Identifier.ValueText],
        LetClauseSyntax l => [l.Identifier.ValueText],
        JoinClauseSyntax j => [j.Identifier.ValueText],
        _ => [],
    });

    /// <summary>After a dot a name is a member, or, behind a namespace or type name, possibly a type.</summary>
    private static bool IsAfterDot(SyntaxToken token)
    {
        var previous = token.GetPreviousToken();
        return previous.IsKind(SyntaxKind.DotToken);
    }

    private static bool CollectExtensions(SyntaxNode part, ImmutableHashSet<string>.Builder extensions)
    {
        var ambient = false;
        foreach (var method in part.DescendantNodesAndSelf().OfType<MethodDeclarationSyntax>())
        {
            if (method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
            {
                extensions.Add(method.Identifier.ValueText);
                ambient |= AmbientMembers.Names.Contains(method.Identifier.ValueText);
            }
        }

        foreach (var block in part.DescendantNodes().OfType<ExtensionBlockDeclarationSyntax>())
        {
            foreach (var member in block.Members)
            {
                var name = member switch
                {
                    MethodDeclarationSyntax m => m.Identifier.ValueText,
                    PropertyDeclarationSyntax p => p.Identifier.ValueText,
                    _ => null,
                };
                ambient |= name is null || AmbientMembers.Names.Contains(name);
                if (name is not null)
                {
                    extensions.Add(name);
                }
            }
        }

        return ambient;
    }

    /// <summary>Drops what others cannot see: bodies of functions and accessors, initialisers other than of constants.</summary>
    private sealed class ContractOf : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitBlock(BlockSyntax node) => SyntaxFactory.Block();

        public override SyntaxNode? VisitArrowExpressionClause(ArrowExpressionClauseSyntax node) =>
            SyntaxFactory.ArrowExpressionClause(SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression));

        public override SyntaxNode? VisitConstructorInitializer(ConstructorInitializerSyntax node) => null;

        public override SyntaxNode? VisitEqualsValueClause(EqualsValueClauseSyntax node) =>
            IsSeenByOthers(node) ? base.VisitEqualsValueClause(node) : null;

        public override SyntaxTrivia VisitTrivia(SyntaxTrivia trivia) =>
            trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia) ? trivia : default;

        private static bool IsSeenByOthers(EqualsValueClauseSyntax node) =>
            node.Parent is ParameterSyntax or EnumMemberDeclarationSyntax
            || node.Parent?.Parent?.Parent is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword);
    }
}
