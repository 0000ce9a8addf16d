using System.Collections.Immutable;
using System.Text;
using Stet.Language.Renaming;
using Stet.Model;
using Stet.Runtime.Migrating;
using Stet.Sessions.Definitions;
using Stet.Storage;

namespace Stet.Sessions.Renaming;

/// <summary>
/// The renamings that the present state has behind it. Each is a binding like a definition or a value, so that <c>undo</c> takes it back and <c>redo</c> makes it again.
/// </summary>
internal static class Renamings
{
    public static BindingChange Binding(SubmissionNumber number, RenamingPayload renaming) => new(BindingKind.Renaming, number.ToString(), renaming.ToString(), null);

    /// <summary>Those after a submission, oldest first.</summary>
    public static IReadOnlyList<(SubmissionNumber Number, RenamingPayload Renaming)> Since(Engine engine, SubmissionNumber number) =>
        [.. engine.Store.Bindings().Where(b => b.Kind == BindingKind.Renaming && b.Since.Value > number.Value).OrderBy(b => b.Since.Value).Select(b => (b.Since, RenamingPayload.Parse(b.Payload)))];

    /// <summary>What a value that was stored by a submission calls by an older name.</summary>
    public static NameChanges NamesSince(Engine engine, SubmissionNumber number) => new([.. Since(engine, number).SelectMany(r => r.Renaming.Stored)]);

    /// <summary>The name that a variable had after a submission, by its name of today.</summary>
    public static string VariableAt(Engine engine, SubmissionNumber number, string name) =>
        Since(engine, number).Reverse().Where(r => r.Renaming.Kind == nameof(RenamedKind.Variable)).Aggregate(name, (n, r) => n == r.Renaming.To ? r.Renaming.From : n);

    public static FileEdits EditsOf(FileText before, FileText after, ImmutableArray<TextEdit> edits) => new(HashOf(before.Content), HashOf(after.Content), edits);

    /// <summary>The files as they are after going from one state to another, as far as renamings lie between: each is taken back, or made again, in the very places.</summary>
    public static ImmutableSortedDictionary<string, FileText> Travel(ImmutableSortedDictionary<string, FileText> files, IEnumerable<StoredBinding> from, IEnumerable<StoredBinding> to)
    {
        var (gone, come) = (Of(from), Of(to));
        foreach (var (number, renaming) in gone.Where(g => !come.ContainsKey(g.Key)).OrderByDescending(g => long.Parse(g.Key, System.Globalization.CultureInfo.InvariantCulture)))
        {
            files = Edited(files, renaming, e => (e.After, e.Before), e => Back(e.Edits));
        }

        foreach (var (number, renaming) in come.Where(c => !gone.ContainsKey(c.Key)).OrderBy(c => long.Parse(c.Key, System.Globalization.CultureInfo.InvariantCulture)))
        {
            files = Edited(files, renaming, e => (e.Before, e.After), e => e.Edits);
        }

        return files;
    }

    private static Dictionary<string, RenamingPayload> Of(IEnumerable<StoredBinding> bindings) =>
        bindings.Where(b => b.Kind == BindingKind.Renaming).ToDictionary(b => b.Name, b => RenamingPayload.Parse(b.Payload));

    /// <summary>A file that is not as the renaming left it is not touched: its definitions are put back one by one.</summary>
    private static ImmutableSortedDictionary<string, FileText> Edited(
        ImmutableSortedDictionary<string, FileText> files, RenamingPayload renaming, Func<FileEdits, (string Now, string Then)> hashes, Func<FileEdits, IEnumerable<TextEdit>> edits)
    {
        foreach (var (path, own) in renaming.Files)
        {
            if (files.TryGetValue(path, out var file) && HashOf(file.Content) == hashes(own).Now)
            {
                files = files.SetItem(path, new(path, TextEdits.Apply(file.Content, edits(own)), default, -1));
            }
        }

        return files;
    }

    private static IEnumerable<TextEdit> Back(IEnumerable<TextEdit> edits)
    {
        var shift = 0;
        foreach (var edit in edits)
        {
            yield return new(edit.Start + shift, edit.New, edit.Old);
            shift += edit.New.Length - edit.Old.Length;
        }
    }

    private static string HashOf(string text) => Hashing.Of(Encoding.UTF8.GetBytes(text)).ToString();
}
