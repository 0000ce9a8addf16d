using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Renaming;

/// <summary>Something that was renamed after a text was submitted.</summary>
/// <param name="Stored">The names by which reflection knows it, its owner included, as they were right after.</param>
public sealed record PastRenaming(RenamedKind Kind, string Old, string New, IReadOnlyList<RenamedName> Stored);

/// <summary>
/// An earlier submission with the names of today. A name is changed where it then means, in the workspace of today, the very thing that was renamed; any other stays as it was typed.
/// </summary>
public sealed class RecalledText(WorkspaceText today)
{
    /// <summary>Things of one former name that are told apart.</summary>
    private const int MostMeanings = 3;

    private readonly Lazy<WorkspaceProgram> program = new(() => new(today));

    /// <param name="renamed">What was renamed since, oldest first.</param>
    public string Of(string code, IReadOnlyList<PastRenaming> renamed)
    {
        var tokens = Tokens(code).Select(t => (Token: t, Names: Today(t.ValueText, renamed).ToList())).Where(t => t.Names.Count > 0).ToList();
        var meant = new NewName?[tokens.Count];
        for (var round = 0; round < MostMeanings && meant.Contains(null) && tokens.Count > 0; round++)
        {
            var tried = tokens.Select((t, i) => meant[i] ?? t.Names[Math.Min(round, t.Names.Count - 1)]).ToList();
            foreach (var index in Meant(code, [.. tokens.Select(t => t.Token)], tried))
            {
                meant[index] = tried[index];
            }
        }

        return TextEdits.Apply(code, Edits([.. tokens.Select(t => t.Token)], meant));
    }

    private static IEnumerable<SyntaxToken> Tokens(string code) =>
        InputParser.TreeOf(code).GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken) && t.Span.Length > 0);

    /// <summary>The names that things called so have now, where they were renamed: one name can have been that of several things.</summary>
    private static IEnumerable<NewName> Today(string name, IReadOnlyList<PastRenaming> renamed)
    {
        List<(string Name, NewName? Found)> all = [(name, null)];
        for (var i = 0; i < renamed.Count; i++)
        {
            var step = renamed[i];
            string[] owners = [.. step.Stored.Select(s => Later(s.Owner ?? s.New, renamed.Skip(i + 1)))];
            all.AddRange([.. all.Where(a => a.Name == step.Old).Select(a => (step.New, new NewName(step.New, step.Kind, owners)))]);
        }

        return all.Select(a => a.Found).OfType<NewName>().Reverse();
    }

    private static string Later(string type, IEnumerable<PastRenaming> later) =>
        later.SelectMany(l => l.Stored).Where(s => s.Owner is null).Aggregate(type, (t, s) => t == s.Old || t.StartsWith(s.Old + "+", StringComparison.Ordinal) ? s.New + t[s.Old.Length..] : t);

    /// <summary>Which of the tokens, called so, mean what was renamed.</summary>
    private HashSet<int> Meant(string code, IReadOnlyList<SyntaxToken> tokens, IReadOnlyList<NewName?> tried)
    {
        var edits = Edits(tokens, tried);
        var text = TextEdits.Apply(code, edits);
        var user = new UserText(text, "recalled", 1, "recalled");
        var input = InputParser.Submission(text, "recalled");
        if (input.Code != text || input.Errors.Length > 0)
        {
            return [];
        }

        var (compilation, trees) = program.Value.With(input, user);
        var places = Places(tokens, tried);
        var meant = new HashSet<int>();
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree.Tree);
            foreach (var token in NameUses.Identifiers(tree))
            {
                if (tree.Origin(token.Span) is { } origin && places.TryGetValue(origin.Span.Start, out var index) && IsMeant(token, tried[index]!, tree, model))
                {
                    meant.Add(index);
                }
            }
        }

        return meant;
    }

    private static List<TextEdit> Edits(IReadOnlyList<SyntaxToken> tokens, IReadOnlyList<NewName?> names) =>
        [.. tokens.Zip(names).Where(t => t.Second is not null).Select(t => new TextEdit(t.First.SpanStart, t.First.Text, t.Second!.Name))];

    /// <summary>Where each renamed token is in the text with all of them.</summary>
    private static Dictionary<int, int> Places(IReadOnlyList<SyntaxToken> tokens, IReadOnlyList<NewName?> names)
    {
        var places = new Dictionary<int, int>();
        var shift = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (names[i] is { } name)
            {
                places[tokens[i].SpanStart + shift] = i;
                shift += name.Name.Length - tokens[i].Text.Length;
            }
        }

        return places;
    }

    private static bool IsMeant(SyntaxToken token, NewName expected, ProgramTree tree, SemanticModel model)
    {
        var meanings = NameUses.Meanings(token, model);
        return meanings.Count > 0 && meanings.All(m => expected.Kind switch
        {
            RenamedKind.Variable => NameUses.IsVariable(m, expected.Name, tree),
            RenamedKind.Type => (m as INamedTypeSymbol ?? m.ContainingType) is { } type && expected.Owners.Contains(StoredNames.FullName(type.OriginalDefinition)),
            _ => m.Name == expected.Name && m.ContainingType is { } owner && expected.Owners.Contains(StoredNames.FullName(owner.OriginalDefinition)),
        });
    }

    /// <summary>A name of today, and the types of today that the thing is or is in.</summary>
    private sealed record NewName(string Name, RenamedKind Kind, string[] Owners);
}
