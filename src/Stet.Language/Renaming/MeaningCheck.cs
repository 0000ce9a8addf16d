using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Compiling;
using Stet.Language.Text;

namespace Stet.Language.Renaming;

/// <summary>
/// Whether the program after a renaming means what it meant before: every name, operator, call, loop and pattern binds to the same declaration, every interface is
/// implemented by the same members, and nothing is wrong that was not.
/// </summary>
internal sealed class MeaningCheck(WorkspaceProgram before, WorkspaceProgram after, RenameTarget target, string name, NewTexts texts)
{
    /// <summary>Names that C# looks for by itself: code that does not write them can still mean them.</summary>
    private static readonly HashSet<string> Patterns =
    [
        "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "Dispose", "DisposeAsync", "GetAwaiter", "IsCompleted", "GetResult", "OnCompleted",
        "Deconstruct", "Add", "Slice", "Length", "Count", "Select", "SelectMany", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Join", "GroupBy", "GroupJoin",
        "Cast", "GetPinnableReference", "Create", "AppendLiteral", "AppendFormatted", "PrintMembers", "EqualityContract", "ToString", "Equals", "GetHashCode", "Finalize",
    ];

    private readonly Meaning was = new(before, target.Name, texts.Moved);
    private readonly Meaning becomes = new(after, name, (_, position) => position);

    /// <summary>The first thing that would mean something else, in words, with its place; null where nothing would.</summary>
    public Model.Diagnostic? FirstChange()
    {
        var everywhere = Patterns.Contains(target.Name) || Patterns.Contains(name);
        for (var i = 0; i < before.Trees.Count; i++)
        {
            if (everywhere || before.Trees[i].Contains(target.Name) || before.Trees[i].Contains(name) || after.Trees[i].Contains(name))
            {
                if ((Change(before.Trees[i], after.Trees[i]) ?? NewError(before.Trees[i], after.Trees[i])) is { } found)
                {
                    return found;
                }
            }
        }

        return target.Kind == RenamedKind.Member ? InterfaceChange() : null;
    }

    private Model.Diagnostic? Change(ProgramTree old, ProgramTree now)
    {
        var meanings = Bindings(after, now, becomes).ToLookup(b => b.Key, b => b.Meaning);
        foreach (var (key, meaning, node) in Bindings(before, old, was))
        {
            if (meaning.Length > 0 && meanings[key].FirstOrDefault() is var new_ && new_ != meaning)
            {
                return At(old, node, $"{node.ToString().Split('\n')[0]} would mean something else with that name.");
            }
        }

        return null;
    }

    private static IEnumerable<((string, int, int, SyntaxKind) Key, string Meaning, SyntaxNode Node)> Bindings(WorkspaceProgram program, ProgramTree tree, Meaning meaning)
    {
        var model = program.Model(tree);
        foreach (var node in tree.Tree.GetRoot().DescendantNodes(descendIntoTrivia: true))
        {
            if (BindingsOf.Node(node, model, meaning) is { Length: > 0 } bound && meaning.PlaceOf(tree, node.GetFirstToken()) is { } start && meaning.PlaceOf(tree, node.GetLastToken()) is { } end)
            {
                yield return ((start.Source, start.Position, end.Position, node.Kind()), bound, node);
            }
        }
    }

    private Model.Diagnostic? NewError(ProgramTree old, ProgramTree now)
    {
        var known = Errors(before, old).CountBy(e => e.Id).ToDictionary();
        foreach (var group in Errors(after, now).GroupBy(e => e.Id).Where(g => g.Count() > known.GetValueOrDefault(g.Key)))
        {
            var error = group.Last();
            var translated = Compiler.Translate(error, new Dictionary<SyntaxTree, ComposedSource> { [now.Tree] = now.Source }, now.Users.FirstOrDefault() ?? new("", "", 1, ""));
            return translated with { Message = $"It would not compile: {translated.Message} ({error.Id})" };
        }

        return null;
    }

    private static List<Diagnostic> Errors(WorkspaceProgram program, ProgramTree tree) => [.. program.Model(tree).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];

    /// <summary>A member that comes to implement an interface, or ceases to, by its name alone.</summary>
    private Model.Diagnostic? InterfaceChange()
    {
        var (old, now) = (Implementations(before, was), Implementations(after, becomes));
        var change = old.Except(now).Concat(now.Except(old)).FirstOrDefault();
        return change is null ? null : new(Model.Severity.Error, "", $"With that name it would take part in {change.Split('\t')[^1]} in another way than now.", "", 1, 1, 1, 2, "");
    }

    private static HashSet<string> Implementations(WorkspaceProgram program, Meaning meaning)
    {
        var found = new HashSet<string>();
        foreach (var type in RelatedSymbols.SourceTypes(program.Compilation.Assembly.GlobalNamespace))
        {
            foreach (var member in type.AllInterfaces.SelectMany(i => i.GetMembers()))
            {
                found.Add($"{meaning.Of(type)}\t{meaning.Of(member)}\t{meaning.Of(type.FindImplementationForInterfaceMember(member))}\t{member.ContainingType.Name}");
            }
        }

        return found;
    }

    private static Model.Diagnostic At(ProgramTree tree, SyntaxNode node, string message) =>
        tree.Source.Origin(node.Span) is { } origin ? origin.User.At(origin.Span, Model.Severity.Error, "", message)
            : new(Model.Severity.Error, "", message, "", 1, 1, 1, 2, "");
}
