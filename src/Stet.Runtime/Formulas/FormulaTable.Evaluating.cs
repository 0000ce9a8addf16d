using System.Diagnostics;
using Stet.Dataflow;

namespace Stet.Runtime.Formulas;

/// <content>Runs what a wave says has to run.</content>
public sealed partial class FormulaTable
{
    /// <summary>The lock is held, and given up while user code runs and while others have to be waited for.</summary>
    private void Run(Wave wave, EvaluationFrame? frame)
    {
        try
        {
            while (!wave.IsComplete)
            {
                if (wave.Next() is { } formula)
                {
                    wave.Done(formula, Evaluate(formula, wave, frame));
                    gate.Wake();
                }
                else if (!wave.IsComplete)
                {
                    gate.Wait();
                }
            }
        }
        catch
        {
            wave.Abandon();
            gate.Wake();
            throw;
        }
    }

    private Evaluation Evaluate(Formula formula, Wave wave, EvaluationFrame? above)
    {
        var facts = Graph.FactsOf(formula);
        var cell = Loaded(formula.Name);
        var inputs = source.InputsOf(Graph, formula.Name, []);
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
        source.Evaluated(new(formula.Name, Stopwatch.GetElapsedTime(start), version.Hash != before, cell.Error));
        return new(version.Hash, facts.Code, inValues.Count == 0 && !source.FindsMoreWhileRunning ? inputs : source.InputsOf(Graph, formula.Name, inValues), [.. frame.Reads])
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
