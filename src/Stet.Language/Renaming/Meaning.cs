using Microsoft.CodeAnalysis;
using Stet.Language.Compiling;

namespace Stet.Language.Renaming;

/// <summary>
/// What a symbol is, said so that it can be compared between two programs: by the place of its declaration where the user wrote it, else by its name in the framework.
/// Places are those in the text after the renaming; the renamed name itself is said as one sign.
/// </summary>
/// <param name="name">The renamed thing's name in this program.</param>
/// <param name="moved">Source and position in this program to the position after the renaming.</param>
internal sealed class Meaning(WorkspaceProgram program, string name, Func<string, int, int> moved)
{
    private readonly Dictionary<SyntaxTree, ProgramTree> trees = program.Trees.ToDictionary(t => t.Tree);

    public string Of(SymbolInfo info) => info.Symbol is { } symbol ? Of(symbol) : string.Join('|', info.CandidateSymbols.Select(Of).Order(StringComparer.Ordinal));

    public string Of(ISymbol? symbol) => symbol switch
    {
        null => "",
        IArrayTypeSymbol array => $"{Of(array.ElementType)}[{array.Rank}]",
        IPointerTypeSymbol pointer => Of(pointer.PointedAtType) + "*",
        IDiscardSymbol => "_",
        INamespaceSymbol space => $"namespace {space.ToDisplayString()}",
        IFieldSymbol { ContainingType.IsTupleType: true } part => $"part {part.CorrespondingTupleField?.Name} {part.Name}",
        IMethodSymbol { MethodKind: MethodKind.BuiltinOperator } built => $"built-in {built.Name}",
        IFieldSymbol { ContainingType.Name: VariableStubs.StubClass } variable => $"variable {Said(variable.Name)}",
        IMethodSymbol { ReducedFrom: { } whole } => Of(whole),
        _ => Placed(symbol.OriginalDefinition) ?? symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.OriginalDefinition.ToDisplayString(),
    };

    /// <summary>Where something stands: the text and the position in it after the renaming.</summary>
    public (string Source, int Position)? PlaceOf(ProgramTree tree, SyntaxToken token) =>
        tree.Origin(token.Span) is { } origin ? (Said(origin.User), moved(origin.User.Source, origin.Span.Start)) : null;

    private string? Placed(ISymbol symbol)
    {
        foreach (var location in symbol.Locations)
        {
            if (location.SourceTree is { } tree && trees.TryGetValue(tree, out var own) && own.Source.Origin(location.SourceSpan) is { } origin)
            {
                return $"{symbol.Kind} {Said(origin.User)}@{moved(origin.User.Source, origin.Span.Start)}{(symbol.IsImplicitlyDeclared ? Implicit(symbol) : "")}";
            }
        }

        return null;
    }

    /// <summary>Members that the compiler makes stand where their type or parameter stands.</summary>
    private string Implicit(ISymbol symbol) =>
        $" {Said(symbol.Name)}({(symbol is IMethodSymbol method ? string.Join(',', method.Parameters.Select(p => p.Type is INamedTypeSymbol { IsGenericType: true } ? p.Type.Name : Of(p.Type))) : "")})";

    /// <summary>The type of the variable or formula that is renamed is a text of another name.</summary>
    private string Said(Text.UserText user) =>
        user.Source == ProgramTree.VariableSource + name || user.Source == ProgramTree.FormulaSource + name ? "#" : user.Source;

    private string Said(string own) => own == name ? "#" : own;
}
