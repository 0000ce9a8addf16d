using System.Collections.Immutable;
using System.Text.Json;
using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Sessions.SettingAside;
using Stet.Sessions.Submitting;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary>
/// <c>undo</c> and <c>redo</c>. Going back is a change like any other: it binds names to earlier values and definitions, so nothing that was is lost.
/// </summary>
internal static class TimeTravel
{
    private const string Position = "position";

    public static void Undo(Engine engine, SubmissionProgress progress)
    {
        var (state, redo) = Now(engine);
        if (state == 0)
        {
            EngineCommands.Refuse(progress, "STET0410", "There is nothing to undo.");
            return;
        }

        var before = engine.Store.ChangedBy(new(state), 1).FirstOrDefault()?.Number.Value ?? 0;
        Go(engine, progress, Resolve(engine, before), [state, .. redo], "undone", () => engine.Trash().BringBack(state));
    }

    public static void Redo(Engine engine, SubmissionProgress progress)
    {
        var (_, redo) = Now(engine);
        if (redo is [var next, .. var rest])
        {
            Go(engine, progress, next, rest, "redone", () => engine.Trash().DestroyAgain(next));
        }
        else
        {
            EngineCommands.Refuse(progress, "STET0411", "There is nothing to redo: the newest change is not an undo.");
        }
    }

    /// <summary>The state that the workspace is in, seen through undos, and what may be redone.</summary>
    private static (long State, ImmutableArray<long> Redo) Now(Engine engine)
    {
        var newest = engine.Store.ChangedBy(limit: 1).FirstOrDefault()?.Number.Value ?? 0;
        return PositionAt(engine, newest) is { } position ? (position.State, [.. position.Redo]) : (newest, []);
    }

    /// <summary>The states that the present has behind it and that changed something, newest first: what was undone is not among them.</summary>
    public static IEnumerable<ChangedVersion> StatesBehind(Engine engine)
    {
        for (var state = Now(engine).State; engine.Store.ChangedBy(new(state + 1), 1) is [var version, ..];)
        {
            var resolved = Resolve(engine, version.Number.Value);
            if (resolved == version.Number.Value)
            {
                yield return version;
                resolved--;
            }

            state = resolved;
        }
    }

    private static long Resolve(Engine engine, long number) => PositionAt(engine, number)?.State ?? number;

    /// <summary>Null where the submission was not an undo or redo itself.</summary>
    private static PositionPayload? PositionAt(Engine engine, long number) =>
        engine.Store.Binding(BindingKind.Setting, Position, new(number)) is { } binding && binding.Since.Value == number
            ? JsonSerializer.Deserialize(binding.Payload, PayloadJson.Default.PositionPayload) : null;

    private static void Go(Engine engine, SubmissionProgress progress, long state, IReadOnlyList<long> redo, string verb, Func<IReadOnlyList<string>> exchangeFiles)
    {
        var target = engine.Store.BindingsAt(new(state)).Where(b => b.Kind != BindingKind.Setting).ToDictionary(b => (b.Kind, b.Name));
        var current = engine.Store.Bindings().Where(b => b.Kind != BindingKind.Setting).ToDictionary(b => (b.Kind, b.Name));
        var differing = target.Keys.Union(current.Keys).Where(k => Differs(target.GetValueOrDefault(k), current.GetValueOrDefault(k))).Order().ToList();
        if (!TakeDefinitions(engine, progress, target.Values, current.Values, differing.Any(k => k.Kind != BindingKind.Variable)))
        {
            return;
        }

        foreach (var key in differing)
        {
            var binding = target.GetValueOrDefault(key);
            progress.Changes.RemoveAll(c => c.Kind == key.Kind && c.Name == key.Name);
            progress.Changes.Add(new(key.Kind, key.Name, binding?.Payload, binding?.Image));
        }

        var variables = differing.Where(k => k.Kind == BindingKind.Variable).ToList();
        var unused = variables.Where(k => target.GetValueOrDefault(k) is null && engine.Variables.Find(k.Name) is { Owner: not null }).ToList();
        engine.Variables.Replace([.. WithSharers(variables.Except(unused), target).Select(k => (k.Name, target.GetValueOrDefault(k)))]);
        unused.ForEach(k => engine.BeginAnew(k.Name));
        engine.Variables.SettleStatics(progress.Number);

        engine.Formulas.ValuesMoved([]);
        WorldChange.ForVariables(engine, engine.Variables.Types, differing.Where(k => k.Kind == BindingKind.Variable).Select(k => k.Name));
        progress.Changes.Add(new(BindingKind.Setting, Position, JsonSerializer.Serialize(new(state, redo), PayloadJson.Default.PositionPayload), null));
        var names = ReallyChanged.Among(engine, differing, target, current);
        var files = exchangeFiles();
        progress.Notes.Add(new(NoteKind.Hint, $"{verb}: {string.Join(", ", names.Concat(Told(files)))}", [.. names, .. files]));
    }

    private const int MostFilesTold = 5;

    private static IEnumerable<string> Told(IReadOnlyList<string> files) =>
        files.Count <= MostFilesTold ? files : files.Take(MostFilesTold).Append($"and {files.Count - MostFilesTold} more files");

    /// <summary>Variables of one image are put back together: where only what is known of one differs, its objects are still those of the others.</summary>
    private static IEnumerable<(BindingKind Kind, string Name)> WithSharers(
        IEnumerable<(BindingKind Kind, string Name)> variables, Dictionary<(BindingKind Kind, string Name), StoredBinding> target)
    {
        var images = variables.Select(k => target.GetValueOrDefault(k)?.Image).OfType<ContentHash>().ToHashSet();
        return variables.Union(target.Where(b => b.Key.Kind == BindingKind.Variable && b.Value.Image is { } image && images.Contains(image)).Select(b => b.Key));
    }

    private static bool Differs(StoredBinding? a, StoredBinding? b) => a?.Payload != b?.Payload || a?.Image != b?.Image;

    private static bool TakeDefinitions(Engine engine, SubmissionProgress progress, IEnumerable<StoredBinding> target, IEnumerable<StoredBinding> current, bool differ)
    {
        if (!differ)
        {
            return true;
        }

        var bindings = target.ToList();
        var definitions = bindings.Where(b => b.Kind == BindingKind.Definition).Select(b => DefinitionPayload.Read(b.Name, b.Payload)).ToList();
        var fileless = definitions.Where(Opening.IsFileless).ToImmutableDictionary(d => d.Key);
        var files = FilesFor(Renaming.Renamings.Travel(engine.Files, current, bindings), definitions, [.. bindings.Where(b => b.Kind == BindingKind.Using).Select(b => b.Name)]);
        files = ReferenceRewrite.With(files, [.. bindings.Where(b => b.Kind == BindingKind.Reference).Select(ReferencePayload.Read)]);
        var types = bindings.Where(b => b.Kind == BindingKind.Variable).ToImmutableDictionary(b => b.Name, b => VariablePayload.Parse(b.Payload).Type);
        var step = engine.Redefinition.Travel(engine.World, files, fileless.Values, types);
        if (step.IsRefused)
        {
            progress.Fail(step.Errors);
            return false;
        }

        WorldChange.Take(engine, step with { Fileless = fileless }, progress);
        return true;
    }

    /// <summary>The files with today's definitions replaced by those of the target state.</summary>
    public static ImmutableSortedDictionary<string, FileText> FilesFor(ImmutableSortedDictionary<string, FileText> files, List<Definition> target, IReadOnlyList<string> usings)
    {
        var present = FileDefinitions.Combine(files.Values).Definitions.ToDictionary(d => d.Key);
        var wanted = target.Where(d => !Opening.IsFileless(d)).ToDictionary(d => d.Key);
        foreach (var key in present.Keys.Where(key => !wanted.ContainsKey(key)))
        {
            files = FileRewrite.Remove(files, key);
        }

        foreach (var definition in wanted.Values.Where(d => present.GetValueOrDefault(d.Key)?.Text != d.Text))
        {
            files = FileRewrite.Put(files, definition);
        }

        return FileRewrite.WithUsings(files, usings);
    }
}
