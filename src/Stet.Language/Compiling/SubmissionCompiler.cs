using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// Compiles the statements of a submission into a unit with one method. Workspace variables are locals of that method wherever nothing else
/// can touch them while it runs (so loops over them run at full speed), and slots otherwise.
/// </summary>
public static class SubmissionCompiler
{
    /// <summary>Compiles from statement <see cref="SubmissionRequest.From"/> on, as far as one segment reaches.</summary>
    public static SubmissionResult Compile(SubmissionRequest request)
    {
        var result = Compile(request, wholeFramework: FrameworkReferences.IsNeededBy(request.References));
        return result.Unit is null ? Compile(request, wholeFramework: true) : result;
    }

    /// <summary>The variables that the statements would declare, as far as their types can be told.</summary>
    public static ImmutableArray<DeclaredVariable> Declarations(SubmissionRequest request)
    {
        var statements = request.Input.Statements;
        var binding = new SubmissionBinding(request, statements, CommonEdits(request, statements), wholeFramework: true);
        var variables = new VariablePlacement(request, binding, binding.Retyping()).New;
        return [.. variables.Where(v => v.Symbol is ILocalSymbol { Type.TypeKind: not TypeKind.Error }).Select(v => new DeclaredVariable(v.Name, v.Type, false, v.HoldsReferences))];
    }

    /// <summary>Compiles a kept submission again, in a world where a contract has changed.</summary>
    internal static UnitResult CompileAgain(Definition submission, UnitRequest request)
    {
        var part = submission.Parts[0];
        var input = InputParser.Submission(part.Text, part.Home.File);
        var result = Compile(new SubmissionRequest(
            input, 0, submission.Key, request.Hash, request.Dependencies, request.References, request.Variables,
            request.Variables.Keys.ToHashSet(), new HashSet<string>(), request.Usings)
        { EmptyNamespaces = request.EmptyNamespaces });
        if (result.Declares.FirstOrDefault(d => !request.Variables.ContainsKey(d.Name) && result.Captured.Contains(d.Name)) is { } gone)
        {
            return new(null, [input.Text.At(new(0, input.Code.Length), Model.Severity.Error, "STET0111", $"It uses the variable {gone.Name}, which was dropped.")]);
        }

        return result.Unit is { } unit ? new(unit with { Name = request.Group.UnitName }, []) : new(null, result.Errors);
    }

    private static SubmissionResult Compile(SubmissionRequest request, bool wholeFramework)
    {
        var statements = request.Input.Statements[request.From..];
        var common = CommonEdits(request, statements);
        var binding = new SubmissionBinding(request, statements, common, wholeFramework);
        var retyping = binding.Retyping();
        if (retyping.Count > 0 && retyping.Min() is var again && IsAssignedBefore(statements, again))
        {
            statements = statements[..again];
            binding = new SubmissionBinding(request, statements, common, wholeFramework);
            retyping = binding.Retyping();
        }
        else if (retyping.Count > 0 && retyping.Min() is var first && MentionsLater(statements, first))
        {
            statements = statements[..(first + 1)];
            binding = new SubmissionBinding(request, statements, common, wholeFramework);
            retyping = [first];
        }

        var errors = binding.Errors(retyping);
        return errors.Length > 0 ? SubmissionResult.Failed(errors) : new SubmissionEmission(request, binding, retyping, common, wholeFramework).Run();
    }

    private static SourceEdits CommonEdits(SubmissionRequest request, ImmutableArray<InputStatement> statements)
    {
        var edits = new SourceEdits();
        AnonymousEdits.Add(statements.Select(s => s.Node), edits);
        foreach (var statement in statements)
        {
            BareCall.Add(statement.Node, request, edits);
            NameArgument.Add(statement.Node, request, edits);
        }

        return edits;
    }

    /// <summary>The variable has another type in this very segment: it ends here, and the next one gives it its new type.</summary>
    private static bool IsAssignedBefore(ImmutableArray<InputStatement> statements, int index) =>
        TopLevelNames.Of(statements[..index].Select(s => s.Node)).Contains(StatementEnds.AssignedName(statements[index].Node)!.Identifier.ValueText);

    private static bool MentionsLater(ImmutableArray<InputStatement> statements, int index)
    {
        var name = StatementEnds.AssignedName(statements[index].Node)!.Identifier.ValueText;
        return NameScan.OfStatements(statements[(index + 1)..].Select(s => s.Node)).Mentions.Contains(name);
    }
}
