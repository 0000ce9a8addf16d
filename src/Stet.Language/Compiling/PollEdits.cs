using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// Puts the points in at which a run can be stopped: at the head of every loop body, behind every label, and at the entry of
/// functions that may call themselves. A loop reads the flag of its run by a reference, and throws where it is set. See docs/decisions/0002-stopping-a-run.md.
/// </summary>
internal sealed class PollEdits : CSharpSyntaxWalker
{
    private const string Check = " global::Stet.Runtime.Poll.Check();";
    private const string Enter = " global::Stet.Runtime.Poll.Enter();";
    private const string Stop = " throw global::Stet.Runtime.Poll.Stopped();";

    private readonly SourceEdits edits;
    private readonly HashSet<string> called = [];

    private readonly WriteThrough? copies;

    /// <summary>The reference to the flag that the loop around has; null outside of such loops.</summary>
    private string? flag;

    private PollEdits(SourceEdits edits, WriteThrough? copies)
    {
        this.edits = edits;
        this.copies = copies;
    }

    /// <summary>True when a loop was met: such code is worth compiling with full optimisation at once.</summary>
    public bool HasLoops { get; private set; }

    /// <param name="alsoRecursive">Functions that can be reached again through other definitions of the same group.</param>
    /// <param name="copies">Given for a submission. Its lambdas are seen to by <see cref="LambdaPolls"/>, which knows what they are handed to.</param>
    public static bool Add(IReadOnlyCollection<SyntaxNode> nodes, SourceEdits edits, IEnumerable<string> alsoRecursive, WriteThrough? copies = null)
    {
        var walker = new PollEdits(edits, copies);
        walker.called.UnionWith(alsoRecursive);
        foreach (var node in nodes)
        {
            walker.called.UnionWith(node.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(NameOfCallee).OfType<string>());
        }

        foreach (var node in nodes)
        {
            walker.Visit(node);
        }

        return walker.HasLoops;
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitLabeledStatement(LabeledStatementSyntax node)
    {
        edits.Insert(node.ColonToken.Span.End, Check);
        base.VisitLabeledStatement(node);
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => InFunction(() => base.VisitParenthesizedLambdaExpression(node));

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => InFunction(() => base.VisitSimpleLambdaExpression(node));

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => InFunction(() => base.VisitAnonymousMethodExpression(node));

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        Function(node.Identifier, node.ReturnType, node.Modifiers, node.Body, node.ExpressionBody, node.SemicolonToken);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        Function(node.Identifier, node.ReturnType, node.Modifiers, node.Body, node.ExpressionBody, node.SemicolonToken);
        InFunction(() => base.VisitLocalFunctionStatement(node));
    }

    /// <summary>A property that reads itself, often by a slip of the pen, must not overflow the stack either.</summary>
    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        if (node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == node.Identifier.ValueText))
        {
            if (node.ExpressionBody is { Expression: not ThrowExpressionSyntax } whole)
            {
                edits.Replace(whole.ArrowToken.Span, "{ get {" + Enter + " return");
                edits.Insert(node.SemicolonToken.Span.End, " } }");
            }

            foreach (var accessor in node.AccessorList?.Accessors ?? [])
            {
                EnterAccessor(accessor);
            }
        }

        base.VisitPropertyDeclaration(node);
    }

    private void EnterAccessor(AccessorDeclarationSyntax accessor)
    {
        if (accessor.Body is { } body)
        {
            edits.Insert(body.OpenBraceToken.Span.End, Enter);
        }
        else if (accessor.ExpressionBody is { } arrow)
        {
            var returns = accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && arrow.Expression is not ThrowExpressionSyntax;
            edits.Replace(arrow.ArrowToken.Span, "{" + Enter + (returns ? " return" : ""));
            edits.Insert(accessor.SemicolonToken.Span.End, " }");
        }
    }

    private static string? NameOfCallee(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    private void Loop(SyntaxNode loop, StatementSyntax body)
    {
        HasLoops = true;
        var isOutermost = flag is null && !Suspends(loop);
        if (isOutermost)
        {
            flag = $"__stop{loop.SpanStart}";
            edits.InsertBefore(loop.SpanStart, $"{{ ref bool {flag} = ref global::Stet.Runtime.Poll.Flag; ");
        }

        CheckAtHead(body, CheckOf(loop));
        DefaultVisit(loop);
        if (loop.GetLastToken(includeZeroWidth: true).IsMissing)
        {
            edits.Insert(loop.Span.End, ";");
        }

        if (body is not BlockSyntax)
        {
            edits.Close(body.Span.End, " }", body.SpanStart);
        }

        if (isOutermost)
        {
            flag = null;
            edits.Close(loop.Span.End, " }", loop.SpanStart);
        }
    }

    private string CheckOf(SyntaxNode loop)
    {
        var saved = copies?.BeforeStop(loop) ?? "";
        return flag is not null ? $" if (global::Stet.Runtime.Poll.IsSet(in {flag})) {{ {saved}{Stop} }}"
            : saved.Length > 0 ? $" if (global::Stet.Runtime.Poll.Flag) {{ {saved}{Stop} }}"
            : Check;
    }

    private void CheckAtHead(StatementSyntax body, string check)
    {
        if (body is BlockSyntax block)
        {
            edits.Insert(block.OpenBraceToken.Span.End, check);
        }
        else
        {
            edits.InsertBefore(body.SpanStart, "{" + check + " ");
        }
    }

    /// <summary>No reference can be held while a method waits or yields.</summary>
    private static bool Suspends(SyntaxNode loop) =>
        loop.DescendantNodesAndTokensAndSelf(n => n is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
            .Any(n => n.IsKind(SyntaxKind.AwaitKeyword) || n.IsKind(SyntaxKind.YieldKeyword));

    private void InFunction(Action visit)
    {
        var around = flag;
        flag = null;
        visit();
        flag = around;
    }

    private void Function(
        SyntaxToken name, TypeSyntax returns, SyntaxTokenList modifiers, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon)
    {
        if (!called.Contains(name.ValueText))
        {
            return;
        }

        if (body is not null)
        {
            edits.Insert(body.OpenBraceToken.Span.End, Enter);
        }
        else if (arrow is not null)
        {
            var returnsValue = !IsVoid(returns, modifiers) && arrow.Expression is not ThrowExpressionSyntax;
            edits.Replace(arrow.ArrowToken.Span, "{" + Enter + (returnsValue ? " return" : ""));
            edits.Insert(semicolon.Span.End, " }");
        }
    }

    private static bool IsVoid(TypeSyntax returns, SyntaxTokenList modifiers) =>
        returns is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || modifiers.Any(SyntaxKind.AsyncKeyword) && returns is not GenericNameSyntax and not QualifiedNameSyntax { Right: GenericNameSyntax };
}
