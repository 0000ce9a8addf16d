using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Model;

namespace Stet.Language.Editing;

/// <summary>The colours of an input, from its syntax alone: quick enough for every key press.</summary>
public static class Classifier
{
    public static IReadOnlyList<ClassifiedSpan> Classify(string text) => ShellLines.Read(text) is { Shells.Count: > 0 } written ? WithShell(written) : OfCSharp(text);

    /// <summary>A shell line has one colour; what stands in it as C# has those of C#.</summary>
    private static List<ClassifiedSpan> WithShell(WrittenText written)
    {
        var spans = new List<ClassifiedSpan>();
        var from = 0;
        foreach (var (start, length) in written.Shells.SelectMany(Pieces))
        {
            spans.AddRange(OfCSharp(written.Written[from..start]).Select(s => s with { Start = s.Start + from }));
            spans.Add(new(start, length, TokenClass.Shell));
            from = start + length;
        }

        spans.AddRange(OfCSharp(written.Written[from..]).Select(s => s with { Start = s.Start + from }));
        return [.. spans.Where(s => s.Length > 0)];
    }

    /// <summary>What lies between the C# values of a shell line.</summary>
    private static IEnumerable<(int Start, int Length)> Pieces(WrittenPart shell)
    {
        var from = shell.Start;
        foreach (var (text, origin) in shell.Parts.Where(p => p.Origin >= 0))
        {
            if (origin > from)
            {
                yield return (from, origin - from);
            }

            from = origin + text.Length;
        }

        yield return (from, shell.End - from);
    }

    private static List<ClassifiedSpan> OfCSharp(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text, InputParser.ScriptOptions).GetRoot();
        var spans = new List<ClassifiedSpan>();
        foreach (var token in root.DescendantTokens(descendIntoTrivia: false))
        {
            AddComments(token.LeadingTrivia, spans);
            if (token.Span.Length > 0)
            {
                spans.Add(new(token.SpanStart, token.Span.Length, ClassOf(token)));
            }

            AddComments(token.TrailingTrivia, spans);
        }

        return spans;
    }

    private static void AddComments(SyntaxTriviaList trivia, List<ClassifiedSpan> spans)
    {
        foreach (var piece in trivia)
        {
            if (piece.ToString().StartsWith('/'))
            {
                spans.Add(new(piece.SpanStart, piece.Span.Length, TokenClass.Comment));
            }
            else if (piece.IsKind(SyntaxKind.SkippedTokensTrivia))
            {
                spans.Add(new(piece.SpanStart, piece.Span.Length, TokenClass.Bad));
            }
        }
    }

    private static TokenClass ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => TokenClass.Number,
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => TokenClass.Text,
        SyntaxKind.IdentifierToken => ClassOfName(token),
        SyntaxKind.BadToken => TokenClass.Bad,
        var kind when SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) => TokenClass.Keyword,
        _ => TokenClass.Operator,
    };

    private static TokenClass ClassOfName(SyntaxToken name) => name.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax => TokenClass.TypeName,
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => TokenClass.FunctionName,
        IdentifierNameSyntax { IsVar: true } => TokenClass.Keyword,
        SimpleNameSyntax { Parent: InvocationExpressionSyntax } => TokenClass.FunctionName,
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access } simple when access.Name == simple => TokenClass.FunctionName,
        SimpleNameSyntax { Parent: ObjectCreationExpressionSyntax or VariableDeclarationSyntax or ParameterSyntax or TypeArgumentListSyntax or BaseTypeSyntax or CastExpressionSyntax or ArrayTypeSyntax or NullableTypeSyntax or TypeOfExpressionSyntax } => TokenClass.TypeName,
        VariableDeclaratorSyntax or ParameterSyntax or SingleVariableDesignationSyntax => TokenClass.VariableName,
        _ => TokenClass.Identifier,
    };
}
