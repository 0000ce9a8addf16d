using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// Makes the static places of a type values of the workspace: each asks for its kept value before its initialiser runs, and a hidden class with a field for each is the form in which they
/// are stored and carried. See docs/decisions/0061-static-fields.md.
/// </summary>
internal static class StaticEdits
{
    private const string Begun = HiddenMembers.Statics + ".Begun";

    public static void Add(MemberDeclarationSyntax node, SourceEdits edits)
    {
        foreach (var type in node.DescendantNodesAndSelf().OfType<TypeDeclarationSyntax>().Where(CanHold))
        {
            var slots = StaticSlots.Of(type);
            foreach (var slot in slots)
            {
                Begin(slot, edits);
            }

            if (slots.Count > 0)
            {
                edits.InsertBefore(type.CloseBraceToken.SpanStart, Holder(slots));
            }

            if (type.Members.OfType<ConstructorDeclarationSyntax>().FirstOrDefault(c => c.Modifiers.Any(SyntaxKind.StaticKeyword)) is { } constructor)
            {
                Guard(constructor, edits);
            }
        }
    }

    /// <summary>An interface with a variant parameter may have no nested class.</summary>
    private static bool CanHold(TypeDeclarationSyntax type) =>
        type is not ExtensionBlockDeclarationSyntax && type.CloseBraceToken.Span.Length > 0
        && !(type is InterfaceDeclarationSyntax && type.TypeParameterList?.Parameters.Any(p => p.VarianceKeyword.RawKind != 0) == true);

    private static string Holder(IReadOnlyList<StaticSlot> slots) =>
        $" private sealed partial class {HiddenMembers.Statics} : global::Stet.Runtime.StaticFields<{HiddenMembers.Statics}> {{ {string.Concat(slots.Select(s => $"{s.Former}public {s.Type} @{s.Name}; "))}}}";

    private static void Begin(StaticSlot slot, SourceEdits edits)
    {
        var call = $"{Begun}.Begin<{slot.Type}>(\"{slot.Name}\", \"{slot.Stamp}\", () => ";
        if (slot.Value is { } value)
        {
            edits.InsertBefore(value.SpanStart, call + (value is InitializerExpressionSyntax ? $"new {slot.Type} " : ""));
            edits.Insert(value.Span.End, ")");
        }
        else
        {
            edits.Insert(slot.Node.Span.End, $" = {call}default!)" + (slot.Node is PropertyDeclarationSyntax ? ";" : ""));
        }
    }

    /// <summary>A static constructor does not run where all that it could give a value has one; where something is new it runs, and what was kept stays.</summary>
    private static void Guard(ConstructorDeclarationSyntax constructor, SourceEdits edits)
    {
        var (before, after) = ($" if ({Begun}.HasAll()) return; try {{", $" }} finally {{ {Begun}.PutBack(); }}");
        if (constructor.Body is { } body)
        {
            edits.Insert(body.OpenBraceToken.Span.End, before);
            edits.InsertBefore(body.CloseBraceToken.SpanStart, after);
        }
        else if (constructor.ExpressionBody is { } arrow)
        {
            edits.Replace(arrow.ArrowToken.Span, "{" + before);
            edits.Insert(constructor.SemicolonToken.Span.End, after + " }");
        }
    }
}
