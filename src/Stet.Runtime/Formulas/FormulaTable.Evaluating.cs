using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Stet.Dataflow;

namespace Stet.Runtime.Formulas;

/// <content>Runs what a wave says has to run.</content>
public sealed partial class FormulaTable
{
    /// <summary>A formula that takes less is not worth a second thread.</summary>
    private static readonly long WorthSharing = Stopwatch.Frequency / 10_000;

    private readonly Dictionary<string, long> costs = [];

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
                else if (!wave.IsComplete)
                {
                    gate.Wait();
                }
            }
        }
        finally
        {
            team.IsOver = true;
            while (team.Members > 0)
            {
                gate.WaitInAnyCase();
            }

            wave.Abandon();
            gate.Wake();
        }
    }

    /// <summary>Where more is ready to run than the one formula, others help, as many as there are processors.</summary>
    private void Invite(Team team, Wave wave, EvaluationFrame? frame, Formula formula)
    {
        if (wave.Ready > 0 && team.Members + 1 < Environment.ProcessorCount && costs.GetValueOrDefault(formula.Name, long.MaxValue) > WorthSharing)
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
        var facts = Graph.FactsOf(formula);
        var cell = Loaded(formula.Name);
        var inputs = source.InputsOf(Graph, formula.Name, [], []);
        var frame = new EvaluationFrame(formula, above, wave.Moment, wave.Look);
        var (start, before) = (Stopwatch.GetTimestamp(), formula.HasResult ? formula.Version : default);
        running++;
        Clock.Now = FormulaClock.Ask;
        InProgress[formula.Name] = start;
        ContentVersion version;
        gate.Exit();
        try
        {
            version = RunOutside(cell, frame);
        }
        finally
        {
            gate.Enter();
            running--;
            InProgress.Remove(formula.Name);
        }

        (units[formula.Name], _) = (version.Units, version.Shareable ? shareable.Add(formula.Name) : shareable.Remove(formula.Name));
        var inValues = frame.Reads.SelectMany(r => UnitsIn(r.Node.Name)).Distinct().ToList();
        costs[formula.Name] = Stopwatch.GetTimestamp() - start;
        var isSettled = inValues.Count + frame.Files.Count == 0 && !source.FindsMoreWhileRunning;
        source.Evaluated(new(formula.Name, Stopwatch.GetElapsedTime(start), version.Hash != before, cell.Error));
        return new(version.Hash, facts.Code, isSettled ? inputs : source.InputsOf(Graph, formula.Name, inValues, frame.Files), [.. frame.Reads])
        {
            HoldsForOneLook = cell.Error is FormulaCycleException,
        };
    }

    private ContentVersion RunOutside(FormulaCell cell, EvaluationFrame frame)
    {
        ContentVersion? version = null;
        DeepStack.Run(() => version = RunNow(cell, frame));
        return version!;
    }

    private ContentVersion RunNow(FormulaCell cell, EvaluationFrame frame)
    {
        EvaluationFrame.Current = frame;
        try
        {
            return cell.Evaluate(Reader);
        }
        catch (Exception error) when (!IsStop(error))
        {
            cell.Hold(error);
            return ContentReader.VersionOf(error);
        }
        finally
        {
            frame.IsOver = true;
            EvaluationFrame.Current = frame.Above;
        }
    }

    /// <summary>It says nothing of the formula: its run was stopped, or there was no room to run it.</summary>
    private static bool IsStop(Exception error) =>
        error is RunInterruptedException or ThreadInterruptedException or InsufficientExecutionStackException or OutOfMemoryException
        || Stet.Runtime.Run.Current is { StopRequested: true } && error is OperationCanceledException or AggregateException
        || error.InnerException is { } inner && IsStop(inner);
}
