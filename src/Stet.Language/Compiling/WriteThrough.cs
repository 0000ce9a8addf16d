using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// Variables that loops assign. What is copied out after an exception is live in a handler, and the JIT keeps such a local in memory: a sum would go
/// through memory in every step. So the copy that is copied out is another local, written after each assignment, and the user's own stays in a register.
/// In a loop that nothing but its poll can end early (<see cref="UnthrowingLoops"/>) the copy is written before that, and once behind the loop.
/// </summary>
internal sealed class WriteThrough
{
    private const string Prefix = "__w_";

    private readonly SubmissionBinding binding;
    private readonly Dictionary<string, List<SyntaxNode>> writes = [];
    private readonly HashSet<SyntaxNode> unthrowing = [];

    public WriteThrough(SubmissionBinding binding, VariablePlacement placement)
    {
        this.binding = binding;
        if (binding.Bound.Any(s => s.DescendantNodesAndSelf().Any(IsLoop)) && !SubmissionBinding.IsAwaiting(binding.Statements.Select(s => s.Node)))
        {
            foreach (var variable in placement.Existing.Concat(placement.New).Where(v => v is { InSlot: false, IsWritten: true, Symbol: ILocalSymbol } && v.Local == "@" + v.Name))
            {
                Look(variable);
            }
        }

        if (writes.Count > 0)
        {
            unthrowing = new UnthrowingLoops(binding, placement).Find();
        }
    }

    /// <summary>The local that is copied out for a variable.</summary>
    public string CopiedFrom(PlacedVariable variable) => writes.ContainsKey(variable.Name) ? Prefix + variable.Name : variable.Local;

    /// <summary>Declares the copies; comes after the variables themselves.</summary>
    public string Declarations() => string.Concat(writes.Keys.Order(StringComparer.Ordinal).Select(name => $"var {Prefix}{name} = @{name}; "));

    /// <summary>What a loop's poll does before the run is stopped there; null for a loop in which each assignment is copied at once.</summary>
    public string? BeforeStop(SyntaxNode loop) => UnthrowingAround(loop) is { } whole ? string.Concat(WrittenIn(whole).Select(name => $"{CopyOf(name)}; ")) : null;

    /// <summary>Comes after the edits that end statements.</summary>
    public void AddTo(SourceEdits edits)
    {
        foreach (var (name, nodes) in writes.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            foreach (var node in nodes.Select(n => UnthrowingAround(n) ?? n).Distinct())
            {
                Follow(node, CopyOf(name), edits);
            }
        }
    }

    private static string CopyOf(string name) => $"{Prefix}{name} = @{name}";

    private SyntaxNode? UnthrowingAround(SyntaxNode node) => node.AncestorsAndSelf().FirstOrDefault(unthrowing.Contains);

    private IEnumerable<string> WrittenIn(SyntaxNode loop) =>
        writes.Where(w => w.Value.Any(n => UnthrowingAround(n) == loop)).Select(w => w.Key).Order(StringComparer.Ordinal);

    private static void Follow(SyntaxNode write, string copy, SourceEdits edits)
    {
        if (write is ExpressionSyntax)
        {
            edits.Insert(write.Span.End, $", {copy}");
        }
        else if (write is MemberDeclarationSyntax statement)
        {
            edits.Insert(StatementEnds.MissingSemicolon(statement) ?? statement.Span.End, $" {copy};");
        }
        else
        {
            edits.InsertBefore(write.SpanStart, "{ ");
            edits.Close(write.Span.End, $" {copy}; }}", write.SpanStart);
        }
    }

    /// <summary>Only where every assignment is a statement of its own, or stands in the head of a <c>for</c>, and one of them is in a loop.</summary>
    private void Look(PlacedVariable variable)
    {
        var type = ((ILocalSymbol)variable.Symbol!).Type;
        if (type is { IsValueType: true, SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum })
        {
            return;
        }

        var found = new List<SyntaxNode>();
        var inLoop = false;
        for (var i = 0; i < binding.Bound.Length; i++)
        {
            if (variable.Statement == i)
            {
                found.Add(binding.Statements[i].Node);
            }

            foreach (var name in binding.Bound[i].DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => Means(n, variable.Symbol!)))
            {
                if (!IsWrite(name))
                {
                    if (IsHandedOut(name))
                    {
                        return;
                    }
                }
                else if (PlaceOf(name, i) is { } place)
                {
                    found.Add(place);
                    inLoop |= place is not MemberDeclarationSyntax;
                }
                else
                {
                    return;
                }
            }
        }

        if (inLoop)
        {
            writes[variable.Name] = [.. found.Distinct()];
        }
    }

    private bool Means(IdentifierNameSyntax name, ISymbol symbol) =>
        name.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(binding.Model.GetSymbolInfo(name).Symbol, symbol);

    private static bool IsWrite(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax p => p.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
        PostfixUnaryExpressionSyntax p => p.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        _ => false,
    };

    /// <summary>By reference, as a part of a deconstruction, or in some other way that may assign.</summary>
    private static bool IsHandedOut(IdentifierNameSyntax name) =>
        name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax
        || name.Parent.IsKind(SyntaxKind.AddressOfExpression)
        || name.Ancestors().OfType<AssignmentExpressionSyntax>().Any(a => a.Left is TupleExpressionSyntax && a.Left.Span.Contains(name.Span))
        || name.Parent is ForEachVariableStatementSyntax;

    /// <summary>The node of the user's text after which the copy is made; null where there is no such place.</summary>
    private SyntaxNode? PlaceOf(IdentifierNameSyntax bound, int index)
    {
        if (binding.Source.Origin(bound.Span)?.Span is not { } origin)
        {
            return null;
        }

        var whole = binding.Statements[index].Node;
        var write = whole.SyntaxTree.GetRoot().FindToken(origin.Start).Parent?.Parent;
        return write?.Parent switch
        {
            ExpressionStatementSyntax { Parent: GlobalStatementSyntax top } => top,
            ExpressionStatementSyntax statement when !statement.DescendantNodes().Any(n => n is VariableDesignationSyntax) => statement,
            ForStatementSyntax loop when write is ExpressionSyntax head && (loop.Incrementors.Contains(head) || loop.Initializers.Contains(head)) => write,
            _ => null,
        };
    }

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;
}
