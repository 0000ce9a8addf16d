using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>Second pass over a submission: decides where each variable lives, edits the user's text accordingly, and emits.</summary>
internal sealed class SubmissionEmission
{
    private readonly SubmissionRequest request;
    private readonly SubmissionBinding binding;
    private readonly IReadOnlySet<int> retyping;
    private readonly bool wholeFramework;
    private readonly SourceEdits edits = new();
    private readonly VariablePlacement placement;
    private readonly WriteThrough copies;

    public SubmissionEmission(SubmissionRequest request, SubmissionBinding binding, IReadOnlySet<int> retyping, SourceEdits common, bool wholeFramework)
    {
        this.request = request;
        this.binding = binding;
        this.retyping = retyping;
        this.wholeFramework = wholeFramework;
        edits.AddRange(common);
        placement = new(request, binding, retyping);
        copies = new(binding, placement);
    }

    public SubmissionResult Run()
    {
        var nodes = binding.Statements.Select(s => (SyntaxNode)s.Node).ToList();
        var hasLoops = PollEdits.Add(nodes, edits, [], copies);
        LambdaPolls.Add(binding, edits);
        BackgroundEdits.Add(binding.Model, binding.Body, span => binding.Source.Origin(span)?.Span, edits);
        for (var i = 0; i < binding.Statements.Length; i++)
        {
            EditStatement(i);
        }

        EditSlotNames();
        copies.AddTo(edits);
        var source = Compose(hasLoops);
        var tree = Compiler.Parse(source, request.Input.Text.SymbolName);
        var compilation = Compiler.Create("w." + request.UnitName, [tree], request.Usings, request.References, wholeFramework, request.EmptyNamespaces);
        var emitted = Compiler.Emit(compilation, out var errors);
        return emitted is { } done ? Succeeded(done.Image, done.Symbols) : SubmissionResult.Failed(
            [.. errors.Select(e => Compiler.Translate(e, new Dictionary<SyntaxTree, ComposedSource> { [tree] = source }, request.Input.Text))]);
    }

    private SubmissionResult Succeeded(byte[] image, byte[] symbols)
    {
        var references = Compiler.UnitsReferredTo(image, request.References.Select(r => r.Name).ToHashSet());
        var uses = StatementUses.Of(binding, placement, request.References);
        var onlyReads = uses.Length == binding.Bound.Length ? uses.All(u => u.OnlyReads) : new ReadOnlyProof(binding.Model, request.References).Holds(binding.Bound);
        var slots = placement.Existing.Where(v => v.InSlot).Select(v => v.Name).Concat(placement.New.Where(v => v.InSlot).Select(v => v.Name));
        return new(
            new CompiledUnit("w." + request.UnitName, request.Hash, image, symbols, references, [.. slots.Distinct().Order(StringComparer.Ordinal)], onlyReads) { Assumed = Formulas.PureMarks.AssumedIn([(binding.Model, binding.Body)]) }, [],
            [.. placement.New.Select(v => new DeclaredVariable(v.Name, v.Type, request.Variables.TryGetValue(v.Name, out var old) && old != v.Type, v.HoldsReferences))],
            [.. placement.Existing.Where(v => v.IsMentioned).Select(v => v.Name)],
            [.. placement.Existing.Where(v => v.IsWritten).Select(v => v.Name)],
            [.. placement.Existing.Where(v => v.IsCaptured).Select(v => v.Name).Concat(placement.New.Where(v => v.IsCaptured).Select(v => v.Name))],
            onlyReads, request.From + binding.Statements.Length, placement.Unkept)
        {
            Needed = [.. placement.Needed],
            Statements = uses,
        };
    }

    private void EditStatement(int index)
    {
        var statement = binding.Statements[index];
        StatementEnds.RemoveModifiers(statement.Node, edits);
        var declared = placement.DeclaredBy(index);
        if (retyping.Contains(index))
        {
            var target = StatementEnds.AssignedName(statement.Node)!;
            edits.Replace(target.Span, placement.NameOf(declared.Single()));
        }
        else if (DeclarationOf(statement.Node) is { } declaration)
        {
            EditDeclaration(declaration, declared);
        }
        else
        {
            EditDesignations(statement.Node, declared);
        }

        EditEnd(index, declared);
    }

    /// <summary><c>int a = 1, b;</c> becomes <c>a = 1; b = default!;</c>: the variables are declared at the top or live in slots.</summary>
    private void EditDeclaration(VariableDeclarationSyntax declaration, IReadOnlyList<PlacedVariable> declared)
    {
        if (declared.Count == 0)
        {
            return;
        }

        edits.Replace(declaration.Type.Span, "");
        foreach (var separator in declaration.Variables.GetSeparators())
        {
            edits.Replace(separator.Span, ";");
        }

        foreach (var declarator in declaration.Variables)
        {
            var variable = declared.First(v => v.Name == declarator.Identifier.ValueText);
            edits.Replace(declarator.Identifier.Span, placement.NameOf(variable));
            if (declarator.Initializer is null)
            {
                edits.Insert(declarator.Span.End, " = default!");
            }
            else if (declarator.Initializer.Value is InitializerExpressionSyntax array)
            {
                edits.InsertBefore(array.SpanStart, $"new {variable.Type} ");
            }
        }
    }

    private void EditDesignations(MemberDeclarationSyntax statement, IReadOnlyList<PlacedVariable> declared)
    {
        foreach (var expression in statement.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax).OfType<DeclarationExpressionSyntax>())
        {
            var names = expression.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().ToList();
            if (names.Any(n => declared.All(d => d.Name != n.Identifier.ValueText)))
            {
                continue;
            }

            edits.Replace(expression.Type.Span, "");
            foreach (var name in names)
            {
                edits.Replace(name.Identifier.Span, placement.NameOf(declared.First(d => d.Name == name.Identifier.ValueText)));
            }
        }

        if (StatementEnds.AssignedName(statement) is { } target && declared.FirstOrDefault(d => d.Name == target.Identifier.ValueText) is { } variable)
        {
            edits.Replace(target.Span, placement.NameOf(variable));
        }
    }

    private void EditEnd(int index, IReadOnlyList<PlacedVariable> declared)
    {
        var node = binding.Statements[index].Node;
        var end = StatementEnds.MissingSemicolon(node) ?? node.Span.End;
        var shows = StatementEnds.ShowsValue(node);
        var counted = declared.Count > 0 ? $" __d = {placement.CountAfter(index)};" : "";
        if (!shows || (declared.Count == 0 && DeclarationOf(node) is not null))
        {
            edits.Insert(end, (StatementEnds.MissingSemicolon(node) is null ? "" : ";") + counted);
        }
        else if (declared.Count > 0 && (DeclarationOf(node) is not null || StatementEnds.AssignedName(node) is not null))
        {
            edits.Insert(end, $";{counted} __frame.Show({placement.NameOf(declared[^1])});");
        }
        else
        {
            ShowExpression((ExpressionStatementSyntax)((GlobalStatementSyntax)node).Statement, index, end);
            edits.Insert(end, counted);
        }
    }

    private void ShowExpression(ExpressionStatementSyntax statement, int index, int end)
    {
        var type = ((ExpressionStatementSyntax)binding.Bound[index]).Expression is var bound ? binding.Model.GetTypeInfo(bound).Type : null;
        var isNull = statement.Expression.IsKind(SyntaxKind.NullLiteralExpression);
        if (type is { SpecialType: SpecialType.System_Void })
        {
            edits.Insert(end, ";");
            return;
        }

        edits.InsertBefore(statement.SpanStart, isNull ? "__frame.Show<object?>(" : type is { IsRefLikeType: true } ? "__frame.Show((" : "__frame.Show(");
        edits.Insert(end, type is { IsRefLikeType: true } ? ").ToString());" : ");");
    }

    private void EditSlotNames()
    {
        var names = binding.Body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => placement.IsInSlot(binding.Model.GetSymbolInfo(n).Symbol)).ToList();
        var own = binding.Statements.Select(s => StatementEnds.AssignedName(s.Node)?.SpanStart).ToHashSet();
        VariableStubs.Replace(
            names, n => binding.Source.Origin(n.Span)?.Span.Start is { } start && !(own.Contains(start) && placement.IsDeclaredAt(start)) ? start : -1, edits);
    }

    private ComposedSource Compose(bool hasLoops)
    {
        var attributes = hasLoops
            ? "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)] " : "";
        var isAsync = SubmissionBinding.IsAwaiting(binding.Statements.Select(s => s.Node));
        var source = new ComposedSource().AddLine("#line hidden");
        source.AddLine(SubmissionBinding.Opening(request, isAsync, attributes, placement.Binders()));
        source.AddLine($"int __d = 0; {placement.CopyIn()} {copies.Declarations()}try {{");
        foreach (var span in SubmissionBinding.Stretches(binding.Statements))
        {
            source.AddUser(request.Input.Text, span, edits);
        }

        return source.AddLine($"}} finally {{ {(hasLoops ? $"__CopyOut(__frame, __d{string.Concat(placement.CopiedOut(copies).Select(v => ", " + v.Name))});" : CopyOut)} }} }} {(hasLoops ? CopyOutMethod() : "")} }}}}");
    }

    private string CopyOut => $"__frame.Declared = __d; {placement.CopyOut(copies)}";

    /// <summary>Apart from the loops, so that what it needs takes no register from them.</summary>
    private string CopyOutMethod() =>
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] "
        + $"private static void __CopyOut(global::Stet.Runtime.SubmissionFrame __frame, int __d{string.Concat(placement.CopiedOut(copies).Select(v => $", {v.Type} {v.Name}"))}) {{ {CopyOut} }}";

    private static VariableDeclarationSyntax? DeclarationOf(MemberDeclarationSyntax statement) => statement switch
    {
        FieldDeclarationSyntax field => field.Declaration,
        GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } when !local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) => local.Declaration,
        _ => null,
    };
}
