using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Meanings;

/// <summary>
/// <c>again(12, asThen: true)</c>: runs an entry in the world that it ran in, with the values that its code reached then. The state before it is laid out as a workspace of its own, in a
/// folder that goes away afterwards; nothing of the present one is changed. Files are those of today.
/// </summary>
internal sealed class AsThen(Engine engine, HistoryEntry entry, bool isSure)
{
    public async Task Run(SubmissionProgress progress, OutputBuffer output, CancellationToken stop)
    {
        var then = Meaning.Parse(engine.Store.Meaning(entry.Number));
        if (Missing(then) is { } missing)
        {
            EngineCommands.Refuse(progress, "STET0433", $"In[{entry.Number}] cannot run as it did: {missing}.");
        }
        else if (then is { Kinds: var kinds } && CodeEffects.IsDestruction(kinds) && !isSure)
        {
            EngineCommands.Refuse(progress, "STET0431", $"In[{entry.Number}] can delete or overwrite files, and those are the files of today. Nothing was run; again({entry.Number}, asThen: true, sure: true) runs it.");
        }
        else
        {
            await RunApart(then, progress, output, stop).ConfigureAwait(false);
        }
    }

    private SubmissionNumber Before => new(entry.Number.Value - 1);

    /// <summary>What of then is not there any more; null where all is.</summary>
    private string? Missing(Meaning? then)
    {
        if (engine.Store.OldestState.Value > Before.Value)
        {
            return $"the states before In[{engine.Store.OldestState}] are not kept any more ('retention' says how long they are)";
        }

        var directory = then?.Directory ?? entry.Directory;
        return !Directory.Exists(directory) ? $"it ran in {directory}, which is not there"
            : engine.Store.BindingsAt(Before).FirstOrDefault(b => b.Kind == BindingKind.Reference && ReferencePayload.Read(b).Kind == Worlds.ReferenceKind.Project) is { } project
                ? $"it ran with the project {project.Name}, whose sources of then are not kept" : null;
    }

    private async Task RunApart(Meaning? then, SubmissionProgress progress, OutputBuffer output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("stet-then-").FullName;
        try
        {
            var options = new StoreOptions { StateFolder = Path.Combine(folder, ".state") };
            LayOut(folder, options, then);
            await using var workspace = Workspace.Open(folder, new() { Store = options });
            using var session = workspace.Attach(new(then?.Directory ?? entry.Directory, "again"));
            using var interrupting = stop.Register(session.Interrupt);
            var outcome = await session.Submit(entry.Code, new Relay(output)).ConfigureAwait(false);
            progress.Notes.AddRange(outcome.Notes.Where(n => n.Kind is NoteKind.ExitCode or NoteKind.Hint));
            progress.Notes.Add(new(NoteKind.Hint, $"ran as it did as In[{entry.Number}]: with the definitions and values of then; nothing of the present was changed", []));
            Take(outcome, progress, stop.IsCancellationRequested);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Take(Outcome outcome, SubmissionProgress progress, bool interrupted)
    {
        if (!outcome.Ok)
        {
            progress.Fail([.. outcome.Errors], interrupted);
        }
        else if (outcome.Text is { } text)
        {
            progress.Show(outcome.Type ?? "", text);
        }
    }

    /// <summary>The state before the entry: all definitions, as files; of the variables all names and types, and the values that the entry reached.</summary>
    private void LayOut(string folder, StoreOptions options, Meaning? then)
    {
        var bindings = engine.Store.BindingsAt(Before).Where(b => b.Kind is BindingKind.Variable or BindingKind.Definition or BindingKind.Using or BindingKind.Reference).ToList();
        WriteFiles(folder, bindings);
        var reached = then?.Used.Inputs.Select(i => i.Name).ToHashSet();
        var images = bindings.Where(b => b.Image is not null && (reached is null || reached.Contains(b.Name) || VariablePayload.Parse(b.Payload).Owner is not null)).Select(b => b.Image!.Value).ToHashSet();
        using var store = WorkspaceStore.Open(Path.Combine(folder, ".stet"), options);
        var number = store.Begin(new("again"), "the state before " + entry.Number, folder, DateTimeOffset.Now);
        var changes = bindings.Select(b => new BindingChange(b.Kind, b.Name, b.Payload, b.Image is { } image && images.Contains(image) ? image : null));
        store.Commit(new(number, EntryState.Succeeded, 0, null, null, "", [.. changes], [.. images.Select(i => engine.Store.Export(i, store))]));
    }

    private static void WriteFiles(string folder, List<StoredBinding> bindings)
    {
        var definitions = bindings.Where(b => b.Kind == BindingKind.Definition).Select(b => DefinitionPayload.Read(b.Name, b.Payload)).ToList();
        var files = TimeTravel.FilesFor(ImmutableSortedDictionary<string, FileText>.Empty.WithComparers(StringComparer.Ordinal), definitions, [.. bindings.Where(b => b.Kind == BindingKind.Using).Select(b => b.Name)]);
        files = ReferenceRewrite.With(files, [.. bindings.Where(b => b.Kind == BindingKind.Reference).Select(ReferencePayload.Read)]);
        foreach (var file in files.Values)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Content);
        }
    }

    /// <summary>What it writes is output of the submission that runs it again.</summary>
    private sealed class Relay(OutputBuffer output) : ISubmissionListener
    {
        public void Started(SubmissionNumber number)
        {
        }

        public void Waiting(string reason)
        {
        }

        public void Output(string text, bool isError) => output.Add(text, isError);

        public void Kept(SubmissionNumber number)
        {
        }

        public void Noted(Note note)
        {
        }
    }
}
