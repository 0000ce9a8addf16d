using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Language.Text;

namespace Stet.Language.Renaming;

/// <summary>The edits of a renaming, by the text that they belong to; and the workspace with them made.</summary>
internal sealed class NewTexts
{
    private readonly Dictionary<string, SortedDictionary<(int Start, int Order), TextEdit>> edits = [];

    /// <summary>The same place may be met twice: what stands before a name is one insertion, the name itself one replacement.</summary>
    public void Add(UserText user, int start, string old, string now)
    {
        if (!edits.TryGetValue(user.Source, out var own))
        {
            edits[user.Source] = own = [];
        }

        own[(start, old.Length == 0 ? 0 : 1)] = new(start, old, now);
    }

    public ImmutableArray<TextEdit> Of(string source) => edits.TryGetValue(source, out var own) ? [.. own.Values] : [];

    public string Apply(string source, string content) => TextEdits.Apply(content, Of(source));

    /// <summary>Where a character of the text before is in the text after.</summary>
    public int Moved(string source, int position) =>
        position + Of(source).TakeWhile(e => e.Start < position || (e.Start == position && e.Old.Length == 0)).Sum(e => e.New.Length - e.Old.Length);

    public WorkspaceText Apply(WorkspaceText before, RenameTarget target, string name)
    {
        var variables = before.Variables.ToImmutableDictionary(
            v => target.Kind == RenamedKind.Variable && v.Key == target.Name ? name : v.Key, v => Apply(ProgramTree.VariableSource + v.Key, v.Value));
        var formulas = before.Formulas.ToImmutableDictionary(
            f => target.Kind == RenamedKind.Function && f.Key == target.Name ? name : f.Key, f => Apply(ProgramTree.FormulaSource + f.Key, f.Value));
        ImmutableArray<ParsedInput> files = [.. before.Files.Select(f => Of(f.Name).IsEmpty ? f : InputParser.File(Apply(f.Name, f.Written), f.Name))];
        var (old, now) = (before.Files.SelectMany(f => f.Usings).ToList(), files.SelectMany(f => f.Usings));
        return new(files, [.. before.Fileless.Select(Applied)], variables, [.. before.Usings.Except(old), .. now.Distinct()]) { Assemblies = before.Assemblies, Formulas = formulas };
    }

    private Worlds.Definition Applied(Worlds.Definition fileless) => Of(fileless.Key).IsEmpty ? fileless
        : StoredDefinition.Read(fileless.Key, fileless.Kind, [.. fileless.Parts.Select(p => p with { Text = Apply(fileless.Key, p.Text) })]);
}
