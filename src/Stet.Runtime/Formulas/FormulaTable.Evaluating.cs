using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Stet.Dataflow;
using Stet.Runtime.Capturing;

namespace Stet.Runtime.Formulas;

/// <content>Runs what a wave says has to run.</content>
public sealed partial class FormulaTable
{
    /// <summary>A formula that takes less is not worth a second thread.</summary>
    private static readonly long WorthSharing = Stopwatch.Frequency / 10_000;

    private readonly WaitingCycle waits = new();

    /// <summary>The lock is held, and given up while user code runs and while others have to be waited for.</summary>
    private void Run(Wave wave, EvaluationFrame? frame)
    {
        var team = new Team();
        try
        {
            while (!wave.IsComplete)
            {
                team.Stop?.Throw();
                if (wave.Next() is { } formula)
                {
                    Invite(team, wave, frame, formula);
                    wave.Done(formula, Evaluate(formula, wave, frame));
                    gate.Wake();
                }
                else if (!wave.IsComplete && !RunForOthers(wave, frame) && !wave.CanGoOn)
                {
                    Wait(wave, frame);
                }
            }
        }
        finally
        {
            team.IsOver = true;
            while (team.Members + wave.Guests > 0)
            {
                GiveUp(gate.WaitInAnyCase);
            }

            wave.Abandon();
            gate.Wake();
        }
    }

    /// <summary>
    /// What the wave needs is in another one, which may be waiting for the very evaluation that this is part of: a formula of that one is run here.
    /// </summary>
    /// <returns>False where none is ready.</returns>
    private bool RunForOthers(Wave wave, EvaluationFrame? frame)
    {
        var seen = new HashSet<Wave> { wave };
        var waiting = new Queue<Wave>(wave.Others);
        while (waiting.TryDequeue(out var other))
        {
            if (!seen.Add(other))
            {
                continue;
            }

            var size = other.Size;
            if (other.Next(frame is null ? null : frame.IsAbove) is { } formula)
            {
                RunAsGuest(other, formula, frame);
                return true;
            }

            if (other.Size != size)
            {
                gate.Wake(); // Some of its formulas hold: who waits for these goes on.
            }

            foreach (var next in other.Others)
            {
                waiting.Enqueue(next);
            }
        }

        return false;
    }

    private void RunAsGuest(Wave other, Formula formula, EvaluationFrame? frame)
    {
        other.Guests++;
        try
        {
            other.Done(formula, Evaluate(formula, other, frame));
        }
        finally
        {
            other.GiveBack(formula); // Where it was stopped.
            other.Guests--;
            gate.Wake();
        }
    }

    /// <summary>Others run what the wave needs.</summary>
    /// <exception cref="FormulaCycleException">They wait for the evaluation that this is part of.</exception>
    private void Wait(Wave wave, EvaluationFrame? frame)
    {
        if (frame is null)
        {
            GiveUp(gate.Wait); // Nobody waits for who reads from outside.
            return;
        }

        waits.Begin(frame, wave.Target);
        try
        {
            GiveUp(gate.Wait);
        }
        finally
        {
            waits.Ended(frame, wave.Target);
        }
    }

    /// <summary>While others have the lock, no evaluation is run by who has it.</summary>
    private void GiveUp(Action wait)
    {
        var own = here;
        here = null;
        try
        {
            wait();
        }
        finally
        {
            here = own;
        }
    }

    /// <summary>Where more is ready to run than the one formula, others help, as many as there are processors.</summary>
    private void Invite(Team team, Wave wave, EvaluationFrame? frame, Formula formula)
    {
        if (wave.Ready > 0 && team.Members + 1 < Environment.ProcessorCount && StateOf(formula).Cost > WorthSharing)
        {
            team.Members++;
            Task.Run(() => Help(team, wave, frame));
        }
    }

    private void Help(Team team, Wave wave, EvaluationFrame? frame)
    {
        gate.Enter();
        try
        {
            while (!team.IsOver && wave.Next() is { } formula)
            {
                Invite(team, wave, frame, formula);
                wave.Done(formula, Evaluate(formula, wave, frame));
                gate.Wake();
            }
        }
        catch (Exception stop)
        {
            team.Stop = ExceptionDispatchInfo.Capture(stop); // It goes on in the thread that reads.
        }
        finally
        {
            team.Members--;
            gate.Wake();
            gate.Exit();
        }
    }

    /// <summary>The threads that help with one wave; guarded by the lock.</summary>
    private sealed class Team
    {
        public int Members { get; set; }

        public bool IsOver { get; set; }

        /// <summary>Why a formula that a member ran has no result.</summary>
        public ExceptionDispatchInfo? Stop { get; set; }
    }

    private Evaluation Evaluate(Formula formula, Wave wave, EvaluationFrame? above)
    {
        var code = Graph.FactsOf(formula).Code;
        var (state, cell) = (StateOf(formula), Loaded(formula));
        var inputs = source.InputsOf(Graph, formula, state.Code);
        var frame = new EvaluationFrame(formula, above, wave.Moment, wave.Look);
        var before = formula.HasResult ? formula.Version : default;
        var version = Run(state, cell, frame);
        Note(state, version);
        var seen = version.Units.Count == 0 ? version.Hash : source.WithCode(version);
        Tell(formula, state, new(formula.Name, state.Cost, seen != before, cell.Error));
        var reads = frame.Reads;
        var all = InputsAfter(formula, inputs, reads, frame);
        state.Directory = frame.Files.Count == 0 ? null : Environment.CurrentDirectory;
        state.ImpurityInValues = state.Code.Volatile is null ? ImpurityInValues(formula, all, reads) : null;
        return new(seen, code, all, reads) { HoldsForOneLook = cell.Error is FormulaCycleException || state.ImpurityInValues is not null };
    }

    private string? ImpurityInValues(Formula formula, ImmutableArray<Seen> inputs, ImmutableArray<Seen> reads) =>
        holding == 0 && !source.AnyCodeInValues ? null : source.ImpurityInValues(Graph, formula.Name, inputs, HeldIn(reads));

    private static List<(string Formula, HeldPlace Code)> HeldIn(ImmutableArray<Seen> reads) =>
        [.. reads.SelectMany(read => StateOf((Formula)read.Node).Held.Select(code => (read.Node.Name, code)))];

    private void Tell(Formula formula, FormulaState state, in FormulaRun run)
    {
        state.LastRun = run;
        source.Evaluated(run);
        if (!state.IsToldUnkept)
        {
            state.IsToldUnkept = true;
            source.Unkept(formula.Name);
        }
    }

    private ContentVersion Run(FormulaState state, FormulaCell cell, EvaluationFrame frame)
    {
        running++;
        Ask();
        var isDone = false;
        state.Since = Stopwatch.GetTimestamp();
        try
        {
            var version = state.Code.OnlyComputes && state.Cost < WorthSharing && RuntimeHelpers.TryEnsureSufficientExecutionStack() ? RunHere(cell, frame) : RunUnlocked(cell, frame);
            isDone = true;
            return version;
        }
        finally
        {
            running--;
            (state.Cost, state.Since) = (isDone ? Stopwatch.GetTimestamp() - state.Since : state.Cost, 0);
        }
    }

    /// <summary>
    /// Code that only computes, and took no time when it ran last, is run with the lock in hand. It starts nothing by which another thread could be part of the
    /// evaluation, so that the frame need not flow, and waits for nothing that another thread would need the lock for.
    /// </summary>
    private ContentVersion RunHere(FormulaCell cell, EvaluationFrame frame)
    {
        var outer = here;
        here = frame;
        try
        {
            return Result(cell);
        }
        finally
        {
            frame.IsOver = true;
            here = outer;
        }
    }

    private ContentVersion RunUnlocked(FormulaCell cell, EvaluationFrame frame)
    {
        var outer = here;
        here = null;
        var taken = gate.Leave();
        try
        {
            return RunWhereThereIsRoom(cell, frame);
        }
        finally
        {
            gate.Return(taken);
            here = outer;
        }
    }

    /// <summary>Running may have shown more than the code: code inside the values that were read, files, static places.</summary>
    private ImmutableArray<Seen> InputsAfter(Formula formula, ImmutableArray<Seen> before, ImmutableArray<Seen> reads, EvaluationFrame frame)
    {
        List<string>? inValues = null;
        foreach (var read in reads)
        {
            if (StateOf((Formula)read.Node).Units is { Count: > 0 } units)
            {
                (inValues ??= []).AddRange(units);
            }
        }

        return inValues is null && frame.Files.Count == 0 && !source.FindsMoreWhileRunning ? before : source.InputsOf(Graph, formula.Name, inValues ?? [], frame.Files);
    }

    private ContentVersion RunWhereThereIsRoom(FormulaCell cell, EvaluationFrame frame)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return RunNow(cell, frame);
        }

        ContentVersion version = default;
        DeepStack.Run(() => version = RunNow(cell, frame));
        return version;
    }

    private ContentVersion RunNow(FormulaCell cell, EvaluationFrame frame)
    {
        var context = ExecutionContext.Capture();
        EvaluationFrame.Current = frame;
        try
        {
            return Result(cell);
        }
        finally
        {
            frame.IsOver = true;
            Leave(context, frame);
        }
    }

    private ContentVersion Result(FormulaCell cell)
    {
        try
        {
            return cell.Evaluate(Reader);
        }
        catch (Exception error) when (!IsStop(error))
        {
            cell.Hold(error);
            return ContentReader.VersionOf(error);
        }
    }

    /// <summary>The thread goes on as before; where its context does not flow, at least what the frame is.</summary>
    private static void Leave(ExecutionContext? context, EvaluationFrame frame)
    {
        if (context is null)
        {
            EvaluationFrame.Current = frame.Above;
        }
        else
        {
            ExecutionContext.Restore(context);
        }
    }

    /// <summary>It says nothing of the formula: its run was stopped, or there was no room to run it.</summary>
    internal static bool IsStop(Exception error) =>
        error is RunInterruptedException or ThreadInterruptedException or InsufficientExecutionStackException or OutOfMemoryException
        || Stet.Runtime.Run.Current is { StopRequested: true } && error is OperationCanceledException or AggregateException
        || error.InnerException is { } inner && IsStop(inner);
}
