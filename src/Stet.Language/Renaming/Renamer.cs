using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stet.Worlds;
using Diagnostic = Stet.Model.Diagnostic;

namespace Stet.Language.Renaming;

/// <summary>
/// <c>rename Vec.Len Length</c>: finds every place that means the thing, by what the compiler says and not by its letters; writes the new name there, keeping all else of
/// the text; and looks whether the program still means the same. Pure: text in, text out.
/// </summary>
public static class Renamer
{
    /// <param name="path">What is renamed, as the user writes it: <c>Vec</c>, <c>Vec.Len</c>, <c>mean.days</c>.</param>
    public static RenameResult Rename(WorkspaceText text, string path, string name)
    {
        if (NewName.Trouble(name) is { } unfit)
        {
            return Refused(text, path, name, [Error(unfit)]);
        }

        var program = new WorkspaceProgram(text);
        var (target, trouble) = RenameTarget.Find(program, path);
        if (target is null)
        {
            return Refused(text, path, name, [Error(trouble)]);
        }

        if (target.Name == name)
        {
            return Refused(text, path, name, [Error($"{path} is called {name} already.")]);
        }

        return NewName.TakenBy(program, text, target, name) is { } taken ? Refused(text, path, name, [Error(taken)]) : Written(text, program, target, path, name);
    }

    private static RenameResult Written(WorkspaceText text, WorkspaceProgram program, RenameTarget target, string path, string name)
    {
        var texts = new NewTexts();
        foreach (var tree in program.Trees)
        {
            var model = program.Model(tree);
            foreach (var token in NameUses.Of(target, program, tree))
            {
                Write(token, tree, model, target, name, texts);
            }
        }

        var after = texts.Apply(text, target, name);
        var changed = new MeaningCheck(program, new(after), target, name, texts).FirstChange();
        var files = text.Files.Where(f => !texts.Of(f.Name).IsEmpty).ToImmutableSortedDictionary(f => f.Name, f => texts.Of(f.Name), StringComparer.Ordinal);
        var to = path.LastIndexOf('.') is > 0 and var dot && target.Kind != RenamedKind.Variable ? path[..(dot + 1)] + name : name;
        return new(target.Kind, path, to, files, after, StoredNames.Of(target, name), changed is null ? [] : [changed], Unclear(program, target));
    }

    private static void Write(SyntaxToken token, ProgramTree tree, SemanticModel model, RenameTarget target, string name, NewTexts texts)
    {
        if (tree.Origin(token.Span) is not { } origin)
        {
            return;
        }

        texts.Add(origin.User, origin.Span.Start, token.Text, NameUses.NewText(token, target, name));
        if (InferredNames.Kept(token, model) is { } kept && tree.Source.Origin(new(kept.Position, 0)) is { } place)
        {
            texts.Add(origin.User, place.Span.Start, "", kept.Text);
        }
    }

    private static ImmutableArray<string> Unclear(WorkspaceProgram program, RenameTarget target) =>
    [
        .. program.Trees.Where(t => t.Contains(target.Name)).SelectMany(tree => NameUses.Identifiers(tree)
            .Where(t => t.ValueText == target.Name && NameUses.IsUnclear(t, program.Model(tree)) && tree.Origin(t.Span) is not null)
            .Select(t => tree.Origin(t.Span)!.Value).Select(o => $"{o.User.Source}:{o.User.Content.AsSpan(0, o.Span.Start).Count('\n') + 1}")).Distinct(),
    ];

    private static RenameResult Refused(WorkspaceText text, string path, string name, ImmutableArray<Diagnostic> errors) =>
        new(default, path, name, ImmutableSortedDictionary<string, ImmutableArray<TextEdit>>.Empty, text, [], errors, []);

    private static Diagnostic Error(string message) => new(Model.Severity.Error, "", message, "", 1, 1, 1, 2, "");
}
