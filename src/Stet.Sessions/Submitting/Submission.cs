using System.Collections.Immutable;
using System.Diagnostics;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Commands;
using Stet.Sessions.Definitions;
using Stet.Sessions.Keeping;
using Stet.Sessions.Meanings;
using Stet.Sessions.Recipes;
using Stet.Sessions.Secrets;
using Stet.Storage;
using Diagnostic = Stet.Model.Diagnostic;

namespace Stet.Sessions.Submitting;

/// <summary>
/// The way of one submission: entered into history; definitions become a step to a new world; statements are compiled, run and kept.
/// Nothing is changed before everything that can be checked has been.
/// </summary>
internal sealed class Submission(Engine engine, Session session, string code, ISubmissionListener listener)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource stop = new();
    private readonly List<Note> notes = [];
    private Run? run;

    /// <summary>The text of the entry that it calls for; null where it runs its own.</summary>
    private string? again;

    /// <summary>What history does not keep of the code.</summary>
    private IReadOnlyList<string> secrets = [];

    private string began = "";
    private DateTimeOffset entered;

    /// <summary>Results of formulas that are kept before the prompt comes back; more of them follow behind it.</summary>
    private const int MostResultsInFront = 200;

    /// <summary>How its value is written.</summary>
    public ValueForm Form { get; init; }

    /// <summary>What its code reads as standard input.</summary>
    public Stream Input { get; init; } = Stream.Null;

    public async Task<Outcome> Run()
    {
        if (!engine.Store.Trusted && !UntrustedView.IsTrust(code))
        {
            return UntrustedView.Answer(engine, code, session.Width);
        }

        try
        {
            using var turn = await engine.Foreground.Enter(Summary(), who => listener.Waiting(who), stop.Token).ConfigureAwait(false);
            return engine.Store.Trusted ? await Entered().ConfigureAwait(false) : Trusting.Accept(engine, code);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new(default, code, false, null, null, "", [Error("STET0200", "Interrupted while waiting; nothing was run.")], [], clock.Elapsed.TotalMilliseconds, true);
        }
        catch (StoreWriteException trouble)
        {
            return new(default, code, false, null, null, "", [Error("STET0300", trouble.Message)], [], clock.Elapsed.TotalMilliseconds, false);
        }
    }

    public void Interrupt()
    {
        stop.Cancel();
        engine.References.Stop();
        session.Shell.Stop();
        if (run is not null)
        {
            engine.RunThread.Interrupt();
            _ = AbandonIfStuck(run);
        }
    }

    private string Summary()
    {
        var line = code.Trim().Split('\n')[0];
        return $"session {session.Id}: {(line.Length > 60 ? line[..57] + "..." : line)}";
    }

    private async Task<Outcome> Entered()
    {
        notes.AddRange(FileRefresh.Refresh(engine));
        while (engine.LaterNotes.TryDequeue(out var later))
        {
            notes.Add(later);
        }

        (began, entered) = (session.Directory, DateTimeOffset.Now);
        var number = engine.Store.Begin(session.Id, KeptCode(), began, entered);
        var progress = new SubmissionProgress(number) { Form = Form, Input = Input };
        var output = new OutputBuffer(listener.Output);
        session.LendTerminal(listener, output);
        session.Shell.Interrupted = Interrupt;
        session.Shell.BeginRun();
        session.Running = number;
        await CarryOut(progress, output).ConfigureAwait(false);
        if (session.Shell.Stopped is not null)
        {
            progress.Stop();
        }

        notes.AddRange(session.TakeUntold());
        progress.Notes.AddRange(await engine.Watches.Look(session, number, started => run = started).ConfigureAwait(false));
        session.Running = null;
        session.KeepTerminal();
        return await Finish(progress, output).ConfigureAwait(false);
    }

    /// <summary>The code as history keeps it: without what looks like a secret, which is said.</summary>
    private string KeptCode()
    {
        var kept = SecretFinder.Without(code, out var found);
        if (found.Count == 0 || engine.KeepsSecrets)
        {
            return code;
        }

        secrets = found;
        notes.Add(new(NoteKind.Secret, $"history keeps this without what looks like a secret: {kept.Trim().Split('\n')[0]}  ('secrets(keep: true)' keeps them; what variables hold is kept as values)", []));
        return kept;
    }

    /// <summary>Words that name things of the user's are his.</summary>
    private bool IsOwn(string command) => command is "watch" or "unwatch" && (engine.World.Graph.Definitions.ContainsKey(command) || engine.Variables.Find(command) is not null);

    /// <summary>Whatever happens comes back as progress, so that the entry has an end and what was changed so far is kept.</summary>
    private async Task CarryOut(SubmissionProgress progress, OutputBuffer output)
    {
        try
        {
            listener.Started(progress.Number);
            await CarryOut(InputParser.Submission(code, $"In[{progress.Number}]", session.IsProgram), progress, output).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            progress.Fail([Error("STET0201", "Interrupted before it ran.")], interrupted: true);
        }
        catch (IOException trouble) when (trouble is UnwritableFileException or StoreWriteException)
        {
            progress.Fail([Error("STET0300", trouble.Message)]);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            progress.Fail([Error("STET0300", $"A file could not be read or written: {trouble.Message}")]);
        }
        catch (Exception fault)
        {
            Console.Error.WriteLine($"In[{progress.Number}]: {fault}");
            progress.Fail([Error("STET0900", $"A fault of Stet's own: {fault.GetType().Name}: {fault.Message} The workspace goes on; what had been changed is kept. The host's log has the rest.")]);
        }
    }

    private async Task CarryOut(ParsedInput input, SubmissionProgress progress, OutputBuffer output)
    {
        if (input.Errors.Length > 0)
        {
            progress.Fail(input.Errors);
        }
        else if (input.Command is { } command && EngineCommands.Knows(command.Name) && !IsOwn(command.Name))
        {
            await engine.Keeper.Pending.WaitAsync(stop.Token).ConfigureAwait(false); // They go by what has been committed.
            if (command is { Name: EngineCommands.Refresh, Arguments.Length: <= 1 })
            {
                await new Refreshing(engine, session, progress, output, started => run = started, stop.Token).Run(command.Arguments.FirstOrDefault()).ConfigureAwait(false);
                return;
            }

            if (Again(command) is { } request)
            {
                await CarryOut(request, progress, output).ConfigureAwait(false);
                return;
            }

            EngineCommands.CarryOut(engine, session, command, progress);
        }
        else if (input.PlainShell is { } line)
        {
            progress.Meaning = new(engine, again ?? code, session.Directory);
            await new Shells.ShellRun(engine, session, progress, output, begun => run = begun, stop.Token).Run(line, input.Name, input.Written).ConfigureAwait(false);
        }
        else
        {
            await Evaluate(input, progress, output).ConfigureAwait(false);
        }
    }

    /// <summary><c>again</c>, or <c>force</c> after one that was refused.</summary>
    private AgainRequest? Again((string Name, ImmutableArray<string> Arguments) command)
    {
        if (command.Name == "force" && session.Refused is { } refused && InputParser.Submission(refused, "force").Command is { Name: AgainRequest.Name, Arguments: var arguments })
        {
            session.Refused = null;
            return AgainRequest.Read(arguments) is { } request ? request with { IsSure = true } : null;
        }

        return command.Name == AgainRequest.Name ? AgainRequest.Read(command.Arguments) : null;
    }

    /// <summary>Runs an earlier entry: with a note of what it means now, or not at all where it would destroy what it did not and nobody has said yes.</summary>
    private async Task CarryOut(AgainRequest request, SubmissionProgress progress, OutputBuffer output)
    {
        if (AgainRequest.Resolve(engine, request.Number) is not { } entry || entry.Number.CompareTo(progress.Number) >= 0)
        {
            EngineCommands.Refuse(progress, "STET0430", $"There is no earlier In[{request.Number}] to run again. 'history' lists what was submitted.");
            return;
        }

        if (!entry.IsWhole())
        {
            EngineCommands.Refuse(progress, "STET0432", $"In[{entry.Number}] is not in history as it was submitted: {(entry.Code == HistoryEntry.Forgotten ? "it was forgotten" : "it is kept without its secret")}. Type it again.");
            return;
        }

        if (request.AsThen)
        {
            await new AsThen(engine, entry, request.IsSure).Run(progress, output, stop.Token).ConfigureAwait(false);
            return;
        }

        var recalled = entry.Recalled();
        var check = new RecallChecking(engine, session).Of(entry.Number, recalled);
        if (check.Hint.Length > 0)
        {
            progress.Notes.Add(new(NoteKind.MeaningChanged, check.Hint, [.. check.Changes.Select(c => c.Name).Distinct()]));
        }

        if (check.Question.Length > 0 && !request.IsSure)
        {
            session.Refused = $"again({entry.Number})";
            EngineCommands.Refuse(progress, "STET0431", $"{check.Question} Nothing was run; 'force' runs it, or again({entry.Number}, sure: true).");
            return;
        }

        again = recalled;
        await CarryOut(InputParser.Submission(recalled, $"In[{progress.Number}]", session.IsProgram), progress, output).ConfigureAwait(false);
    }

    private async Task Evaluate(ParsedInput input, SubmissionProgress progress, OutputBuffer output)
    {
        var changes = WorldChange.Prepare(engine, input, force: false);
        if (changes is { IsRefused: true })
        {
            session.Refused = changes.MayForce ? code : null;
            progress.Fail(changes.Errors);
            return;
        }

        progress.Meaning = new(engine, again ?? code, session.Directory);
        var first = input.HasStatements ? StatementCompiler.Compile(engine, changes?.Result?.World ?? engine.World, input, 0, progress.Number) : null;
        if (first is { Unit: null })
        {
            progress.Fail(first.Errors);
            return;
        }

        if (changes is not null)
        {
            WorldChange.Take(engine, changes, progress, alone: first is null);
        }

        if (first is not null)
        {
            await new StatementRun(engine, session, input, progress, output, started => run = started, stop.Token).Run(first).ConfigureAwait(false);
            if (input.EndsInShell)
            {
                progress.EndShell(session.Shell.ExitCode);
            }
        }
    }

    private async Task<Outcome> Finish(SubmissionProgress progress, OutputBuffer output)
    {
        run = null;
        SettingAside.VictimKeeping.After(engine, progress, goesOn: session.Shell.KnownJobs > 0);
        var spent = clock.Elapsed.TotalMilliseconds;
        var head = new StoreCommit(progress.Number, progress.State, spent, progress.Type, SecretFinder.Without(progress.Text, secrets), SecretFinder.Without(output.ToString(), secrets)!, progress.Changes, progress.Images);
        var keeping = engine.Keeper.Keep(head, progress.ToKeep(engine), captured => KeptSubmissions.Adopt(engine, progress, captured), progress.Segments.Values.Any(s => s.HasFunctions),
            recipes: new(progress.Trace, engine.Contents, number => engine.Store.Entry(new(number))?.Code, progress.Number, progress.IsRefresh), meaning: () => progress.Meaning?.Make(progress.Trace));
        engine.StepRecord.KeptBy(keeping);
        if (progress.LeftBehind.Count > 0)
        {
            await keeping.ConfigureAwait(false);
            engine.Variables.Evict([.. progress.LeftBehind.Select(engine.Variables.Find).OfType<Variables.Variable>()], engine.LosesItsType);
        }

        KeepResult? kept = keeping.IsCompleted ? await keeping.ConfigureAwait(false) : null;
        if (kept is null)
        {
            _ = TellWhenKept(keeping, progress.Number);
        }
        else if (kept.IsKept)
        {
            listener.Kept(progress.Number);
        }

        if (kept is { IsKept: true, Changed: true })
        {
            KeptSubmissions.Retire(engine, head);
        }

        engine.LastCommit = head;
        engine.Searching.Ended(new(progress.Number.Value, session.Id.Value, secrets.Count == 0 ? code : SecretFinder.Without(code, out _), began, entered, progress.State));
        engine.Formulas.Results.Flush(MostResultsInFront);
        engine.Memos.Results.Flush();
        notes.AddRange(engine.Memos.TakeNotes());
        if (engine.Units.Flush() is { } uncached)
        {
            notes.Add(uncached);
        }

        notes.AddRange(OutdatedNotes.For(progress.OutdatedUses) is { } outdated ? [outdated] : []);
        ImmutableArray<Note> all = [.. notes, .. progress.Notes, .. kept?.Notes ?? []];
        return new(
            progress.Number, code, progress.State == EntryState.Succeeded, progress.Type, progress.Text, output.ToString(), [.. progress.Errors.Select(e => WrittenNames.In(engine.World, e))],
            [.. all.Select(n => WrittenNames.In(engine.World, n))], spent, kept?.IsKept ?? false);
    }

    private async Task TellWhenKept(Task<KeepResult> keeping, SubmissionNumber number)
    {
        var result = await keeping.ConfigureAwait(false);
        foreach (var note in result.Notes)
        {
            listener.Noted(WrittenNames.In(engine.World, note));
        }

        if (result.IsKept)
        {
            listener.Kept(number);
        }
    }

    /// <summary>A call that neither polls nor waits cannot be stopped; then it is left behind, and the workspace goes on.</summary>
    private async Task AbandonIfStuck(Run stuck)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(400)).ConfigureAwait(false);
        if (ReferenceEquals(run, stuck))
        {
            notes.Add(new(NoteKind.Hint, "the run was inside a call that cannot be stopped; it was left behind on its thread until that call returns", []));
            engine.RunThread.Abandon();
        }
    }

    private Diagnostic Error(string errorCode, string message)
    {
        var line = code.Split('\n')[0];
        return new(Severity.Error, errorCode, message, "input", 1, 1, 1, line.Length + 1, line);
    }
}
