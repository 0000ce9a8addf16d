using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Compiling.Memos;

/// <summary>The functions of a group that are marked <c>[Memo]</c>, on their way to the compiler.</summary>
internal sealed class MemoUnit
{
    private readonly ImmutableArray<MemoFunction> functions;

    private MemoUnit(ImmutableArray<MemoFunction> functions, ImmutableArray<Model.Diagnostic> errors)
    {
        this.functions = functions;
        Errors = errors;
    }

    /// <summary>Marks that stand where they mean nothing.</summary>
    public ImmutableArray<Model.Diagnostic> Errors { get; }

    public ImmutableArray<MemoContract> Contracts => [.. functions.Select(f => new MemoContract(f.Name, f.Part.Definition.Key, f.Body, f.AssumesPure == true))];

    /// <summary>Finds the marked functions and edits them.</summary>
    public static MemoUnit Of(IReadOnlyList<PartSource> parts, IEnumerable<Definition> definitions)
    {
        var marks = parts.SelectMany(p => MemoFunction.MarksIn(p.Node).Select(m => (Part: p, Mark: m))).ToList();
        if (marks.Count == 0 || MemoFunction.IsHidden(definitions))
        {
            return new([], []);
        }

        var errors = marks.Select(m => MemoCheck.WhyNot(m.Part.Text, m.Mark, m.Part.Node)).OfType<Model.Diagnostic>().ToImmutableArray();
        if (errors.Length > 0)
        {
            return new([], errors);
        }

        ImmutableArray<MemoFunction> functions = [.. marks.GroupBy(m => m.Part.Definition).SelectMany(g => g.Select((m, i) => new MemoFunction(m.Part, MemoFunction.Marked(m.Mark, m.Part.Node)!, m.Mark, i)))];
        foreach (var function in functions)
        {
            MemoEdits.Add(function, HolderOf(function), function.Part.Edits);
        }

        return new(functions, []);
    }

    /// <summary>What the compiler's types say against a mark.</summary>
    public ImmutableArray<Model.Diagnostic> Check(CSharpCompilation compilation) =>
        [.. functions.Select(f => MemoCheck.WhyNot(compilation.GetSemanticModel(f.Part.Tree!), f)).OfType<Model.Diagnostic>()];

    /// <summary>Errors in a signature are said once, in the user's own.</summary>
    public IEnumerable<Diagnostic> Own(IReadOnlyCollection<Diagnostic> errors, Func<Diagnostic, bool> isInUserText) =>
        functions.IsEmpty || !errors.Any(isInUserText) ? errors : errors.Where(isInUserText);

    private static string HolderOf(MemoFunction function) =>
        function.Node.Parent is TypeDeclarationSyntax type ? type.Identifier.Text + type.TypeParameterList?.WithoutTrivia() : StaticUsings.HolderOf(function.Part.Definition);
}
