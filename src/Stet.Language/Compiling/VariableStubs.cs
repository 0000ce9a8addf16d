using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// How code names workspace variables. To bind it, variables are static fields of a stub class; once bound, every such name is replaced by
/// the value of the variable's slot, which the emitted code finds by name in the world that it is loaded for.
/// </summary>
internal static class VariableStubs
{
    public const string StubClass = "__Names";

    /// <summary>The class that gives the names a type, for binding only.</summary>
    public static string Stubs(IEnumerable<KeyValuePair<string, string>> variables) =>
        $"namespace __stet {{ internal static class {StubClass} {{ {string.Concat(variables.Select(v => $"internal static {v.Value} @{v.Key}; "))}}} }}";

    /// <summary>The class that finds the slots, for the emitted code.</summary>
    public static string Binders(IEnumerable<KeyValuePair<string, string>> variables, string method = "Bind") =>
        string.Concat(variables.Select(v =>
            $"internal static readonly global::Stet.Runtime.VariableSlot<{v.Value}> @{v.Key} = global::Stet.Runtime.Slots.{method}<{v.Value}>(typeof(__V), \"{v.Key}\"); "));

    public static string SlotOf(string variable) => $"global::__stet.__V.@{variable}.Value";

    /// <summary>Replaces names, already known to mean variables, by the values of their slots.</summary>
    public static void Replace(IEnumerable<IdentifierNameSyntax> names, Func<IdentifierNameSyntax, int> originOf, SourceEdits edits)
    {
        foreach (var name in names)
        {
            var start = originOf(name);
            if (start >= 0)
            {
                edits.Replace(new(start, name.Span.Length), Replacement(name));
            }
        }
    }

    private static string Replacement(IdentifierNameSyntax name)
    {
        var variable = name.Identifier.ValueText;
        var slot = name.Ancestors().Any(a => a is InterpolationSyntax) ? $"({SlotOf(variable)})" : SlotOf(variable);
        return name.Parent switch
        {
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple, NameColon: null } when !IsAssigned(tuple) => $"{variable}: {slot}",
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => $"\"{variable}\"",
            _ => slot,
        };
    }

    /// <summary>The parts of a tuple that is taken apart have no names.</summary>
    private static bool IsAssigned(TupleExpressionSyntax tuple) => tuple.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == tuple,
        ForEachVariableStatementSyntax loop => loop.Variable == tuple,
        ArgumentSyntax { Parent: TupleExpressionSyntax outer } => IsAssigned(outer),
        _ => false,
    };
}
