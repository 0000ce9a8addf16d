using System.Reflection;
using Stet.Display;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Commands;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Submitting;

/// <summary>Runs a submission's statements, segment after segment, and takes over the variables they assign.</summary>
internal sealed class StatementRun(
    Engine engine, Session session, ParsedInput input, SubmissionProgress progress, OutputBuffer output, Action<Run> started, CancellationToken stop, SubmissionNumber? step = null)
{
    public async Task Run(SubmissionResult first)
    {
        await RunSegments(first).ConfigureAwait(false);
        if (WorldChange.Unassigned(engine) is [_, ..] missing)
        {
            Follow(missing);
        }
    }

    private async Task RunSegments(SubmissionResult first)
    {
        var segment = first;
        var from = 0;
        while (true)
        {
            await WaitForKeeping(segment).ConfigureAwait(false);
            if (LostParts.WhyNotRun(engine, segment) is { Length: > 0 } lost)
            {
                progress.Fail([new(Severity.Error, "STET0310", lost, input.Name, 1, 1, 1, input.Code.Split('\n')[0].Length + 1, input.Code.Split('\n')[0])]);
                return;
            }

            var thrown = await RunSegment(segment, from).ConfigureAwait(false);
            if (stop.IsCancellationRequested && (thrown is null || IsInterruption(thrown)))
            {
                progress.Fail([Interrupted(input.Name)], interrupted: true);
                return;
            }

            if (thrown is not null)
            {
                var error = UserStack.Describe(thrown, input.Name, input.HasShell ? input.Written : input.Code, engine.World);
                progress.Fail([error with { Message = error.Message + LostParts.Explain(engine, segment, thrown) }]);
                return;
            }

            if (segment.Next >= input.StatementCount)
            {
                return;
            }

            from = segment.Next;
            segment = StatementCompiler.Compile(engine, engine.World, input, from, progress.Number);
            if (segment.Unit is null)
            {
                progress.Fail(segment.Errors);
                return;
            }
        }
    }

    public static Diagnostic Interrupted(string source) => new(Severity.Error, "STET0201", "Interrupted. What it had changed stays; 'undo' takes it back.", source, 1, 1, 1, 2, "");

    /// <summary>Also as code in between may have wrapped it, and as parallel code reports it: each of its parts was stopped.</summary>
    public static bool IsInterruption(Exception thrown) =>
        thrown is AggregateException all ? all.Flatten().InnerExceptions.All(IsInterruption)
            : thrown is OperationCanceledException or ThreadInterruptedException || (thrown.InnerException is { } inner && IsInterruption(inner));

    /// <summary>The end of the run, seen from a <c>ToString</c> of the user's that is asked for the text of a value.</summary>
    private static bool IsStop(Exception thrown) =>
        thrown is RunInterruptedException or ThreadInterruptedException || (thrown.InnerException is { } inner && IsStop(inner));

    /// <summary>A value that is still being captured must not change under the capture.</summary>
    private async Task WaitForKeeping(SubmissionResult segment)
    {
        var busy = Touched.ByRunning(segment, engine.World, engine.Variables).Where(v => !v.Keeping.IsCompleted).ToList();
        if (busy.Count > 0)
        {
            await Task.WhenAll(busy.Select(v => v.Keeping)).WaitAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task<Exception?> RunSegment(SubmissionResult segment, int from)
    {
        if (progress.Meaning?.See(input, segment, engine.World) is { } effects)
        {
            SettingAside.VictimKeeping.Before(engine, progress, effects);
        }

        var assembly = engine.Loader.LoadSubmission(engine.World, segment.Unit!);
        progress.Segments[segment.Unit!.Name] = new(input, from, segment.Next, segment.Unit, assembly);
        var frame = new SubmissionFrame();
        var run = new Run(progress.Number, output.Add) { MayChange = [.. Touched.ByRunning(segment, engine.World, engine.Variables).Select(v => v.Name), .. segment.Writes, .. segment.Declares.Select(d => d.Name)] };
        engine.Gate.Add(run);
        NoteOutdated(segment);
        var traced = progress.Trace.Begin(segment, engine.World, engine.Variables, step ?? progress.Number);
        started(run);
        engine.Formulas.Begins(segment.Unit);
        BeginFormulas(segment, run);
        engine.Variables.BeginDeclaring(segment.Declares.Select(d => d.Name));
        var thrown = await engine.RunThread.Execute(run, () => Body(assembly, segment, frame)).ConfigureAwait(false);
        Adopt(segment, frame);
        progress.Trace.Ended(traced, thrown is null ? null : segment.Declares.Take(frame.Declared).Select(d => d.Name).ToHashSet());
        engine.Formulas.EndRun();
        if (run.IsInBackground)
        {
            LetEscape(Touched.Reached(segment, engine.World, engine.Variables));
        }

        return thrown;
    }

    /// <summary>A formula that is read while the submission runs is right at every moment: what the submission may change is looked at with each read.</summary>
    private void BeginFormulas(SubmissionResult segment, Run run)
    {
        var escaped = engine.Variables.Restless.Where(v => v.Escaped).Select(v => v.Name).ToList();
        var meanwhile = engine.Gate.IsAnyInBackground ? escaped : [];
        engine.Formulas.BeginRun(!segment.OnlyReads || run.MayChange.Count + meanwhile.Count > 0, [.. run.MayChange, .. meanwhile], escaped);
    }

    /// <summary>Outdated variables whose values it reads; what it assigns anew is not used.</summary>
    private void NoteOutdated(SubmissionResult segment)
    {
        if (progress.IsRefresh)
        {
            return;
        }

        var used = Touched.Reached(segment, engine.World, engine.Variables).Select(v => v.Name).Where(n => segment.Needed.Contains(n) || !segment.Writes.Contains(n)).Where(n => segment.Declares.All(d => d.Name != n));
        foreach (var (name, causes) in engine.Outdating.Among(used, engine.World))
        {
            progress.OutdatedUses.TryAdd(name, causes);
        }
    }

    private void Body(Assembly assembly, SubmissionResult segment, SubmissionFrame frame)
    {
        stop.ThrowIfCancellationRequested();
        Toolbox.Commands.Workspace = new EngineView(engine, session);
        Toolbox.Shell.ShellSession.Current = session.Shell;
        Calling.StandardInput.Bytes = progress.Input;
        Environment.CurrentDirectory = System.IO.Directory.Exists(session.Directory) ? session.Directory : engine.Folder;
        try
        {
            var entry = assembly.GetType("__stet." + segment.Unit!.Name["w.".Length..])!.GetMethod("__Run")!;
            if (entry.ReturnType == typeof(void))
            {
                entry.CreateDelegate<Action<SubmissionFrame>>()(frame);
            }
            else
            {
                entry.CreateDelegate<Func<SubmissionFrame, Task>>()(frame).GetAwaiter().GetResult();
            }

            if (frame.HasValue)
            {
                progress.Show(ValueText.TypeName(frame.ValueType!), ValueText.Show(frame.Value, frame.ValueType, progress.Form, DisplayOptions.Default with { Width = session.Width, StopsTheRun = IsStop }));
            }
        }
        finally
        {
            session.Directory = Environment.CurrentDirectory;
        }
    }

    /// <summary>Also after an exception: what was assigned before it stays.</summary>
    private void Adopt(SubmissionResult segment, SubmissionFrame frame)
    {
        var assigned = segment.Writes.ToHashSet();
        foreach (var variable in segment.Writes.Select(engine.Variables.Find).OfType<Variable>().Where(v => v.Slot is { ValueType.IsValueType: false }))
        {
            variable.NoteAssigned();
        }

        foreach (var declared in segment.Declares.Take(frame.Declared))
        {
            assigned.Add(declared.Name);
            if (engine.Variables.TakeDeclared(declared.Name) is { } slot)
            {
                Define(declared, slot);
            }
        }

        engine.Variables.ForgetDeclared();
        foreach (var name in segment.Captured)
        {
            if (engine.Variables.Find(name) is { } variable)
            {
                variable.Escaped = true;
            }
        }

        engine.Variables.SettleStatics(progress.Number);
        FollowTypes(segment, assigned);
        progress.AlsoKeep(Touched.ToKeep(segment, assigned, engine.World, engine.Variables));
        progress.Notes.AddRange(segment.Unkept.Select(u => new Note(NoteKind.Hint, $"{u.Name} ends with its submission: {u.Reason}", [u.Name])));
    }

    /// <summary>Code that goes on can change all that it reaches, also through functions.</summary>
    private static void LetEscape(IReadOnlyList<Variable> reached)
    {
        foreach (var variable in reached)
        {
            variable.Escaped = true;
        }
    }

    private void Define(DeclaredVariable declared, VariableSlot slot) =>
        engine.Variables.Put(new Variable(declared.Name, declared.Type) { Slot = slot, Since = progress.Number });

    private void FollowTypes(SubmissionResult segment, HashSet<string> assigned)
    {
        var retyped = segment.Declares.Where(d => assigned.Contains(d.Name) && engine.World.Variables.GetValueOrDefault(d.Name) != d.Type).Select(d => d.Name).ToList();
        if (retyped.Count > 0)
        {
            Follow(retyped);
        }
    }

    private void Follow(IReadOnlyList<string> retyped)
    {
        var old = engine.World;
        if (WorldChange.ForVariables(engine, engine.Variables.Types, retyped) is { } result)
        {
            progress.LeftBehind.UnionWith(engine.LeftBehind(old).Select(v => v.Name));
            foreach (var unit in result.NewlyBroken)
            {
                var reason = string.Join("; ", result.World.Broken[unit].Select(e => $"{e.Source}:{e.Line}: {e.Message}"));
                progress.Notes.Add(new(NoteKind.Broken, $"{ShownName.Of(unit)} is broken until mended: {reason}", [ShownName.Of(unit)]));
            }
        }
    }
}
