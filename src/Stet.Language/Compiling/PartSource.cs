using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>One declaration on its way to the compiler.</summary>
internal sealed class PartSource(Definition definition, DefinitionPart part, UserText text)
{
    public Definition Definition { get; } = definition;

    public DefinitionPart Part { get; } = part;

    public UserText Text { get; } = text;

    public SourceEdits Edits { get; } = new();

    public MemberDeclarationSyntax Node { get; } =
        ((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text.Content, InputParser.ScriptOptions).GetRoot()).Members[0];

    public SyntaxTree? Tree { get; set; }

    /// <summary>Null for functions and types.</summary>
    public FormulaSyntax? Formula => Definition.Kind == DefinitionKind.Formula ? field ??= FormulaSyntax.Of(Node) : null;

    /// <summary>The formula's type as source, once it is known.</summary>
    public string? FormulaType { get; set; }
}
