using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Compiling.Memos;

/// <summary>What cannot be marked <c>[Memo]</c>, said in the place of the mark.</summary>
internal static class MemoCheck
{
    /// <summary>Marks on local functions and lambdas of a statement.</summary>
    public static IEnumerable<Model.Diagnostic> InStatement(UserText text, SyntaxNode statement) => MemoFunction.MarksIn(statement).Select(mark => WhyNot(text, mark, statement)).OfType<Model.Diagnostic>();

    /// <summary>Seen from the text.</summary>
    public static Model.Diagnostic? WhyNot(UserText text, AttributeSyntax mark, SyntaxNode part)
    {
        if (MemoFunction.Marked(mark, part) is not { } method)
        {
            return At(text, mark, "[Memo] stands on functions and on static methods of classes, records and structs: make this one static, with all that it computes from as parameters.");
        }

        return method.Body is null && method.ExpressionBody is null ? At(text, mark, $"{method.Identifier.ValueText} has no body whose results could be kept.")
            : new MemoFunction(null!, method, mark, 0).AssumesPure is null ? At(text, mark, "Write [Memo] or [Memo(assumePure: true)].") : null;
    }

    /// <summary>Seen once it is compiled.</summary>
    public static Model.Diagnostic? WhyNot(SemanticModel model, MemoFunction function)
    {
        var declared = model.SyntaxTree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(m => m.Identifier.ValueText == function.Body);
        if (declared is null || model.GetDeclaredSymbol(declared) is not IMethodSymbol method)
        {
            return null;
        }

        var name = function.Node.Identifier.ValueText;
        var given = method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In) || IsOnStack(p.Type));
        return method.ReturnsVoid || IsTask(method.ReturnType) ? At(function, $"{name} gives nothing back that could be kept; a function that is called for what it does must run.")
            : method.RefKind != RefKind.None || IsOnStack(method.ReturnType) ? At(function, $"What {name} gives back is a place in memory and no value that could be kept.")
            : IsAsyncSequence(method.ReturnType) ? At(function, $"{name} gives an asynchronous sequence, which is not kept; give back a Task of a list.")
            : given is not null ? At(function, $"The parameter {given.Name} of {name} is {(IsOnStack(given.Type) ? "a place on the stack" : "passed by reference")}, by which no result can be found again; pass a value.")
            : null;
    }

    private static bool IsOnStack(ITypeSymbol type) => type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer;

    private static bool IsTask(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    private static bool IsAsyncSequence(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1, Name: "IAsyncEnumerable" or "IAsyncEnumerator" };

    private static Model.Diagnostic At(MemoFunction function, string message) => At(function.Part.Text, function.Mark, message);

    private static Model.Diagnostic At(UserText text, AttributeSyntax mark, string message) => text.At(mark.Span, Severity.Error, "STET0140", message);
}
