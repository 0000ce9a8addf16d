using System.Diagnostics;
using Stet.Model;

namespace Stet.Sessions.Checking;

/// <summary>
/// <c>stet check</c>: can all that was kept be read, would the workspace load from its files in a clean process, do its formulas agree there, and what exists only as a value? Nothing is changed, and
/// nothing has to wait for it.
/// </summary>
/// <param name="directory">Of the session that asks.</param>
/// <param name="progress">Told, from time to time, how far it has come.</param>
internal sealed class WorkspaceCheck(Engine engine, string directory, Action<string> progress, CancellationToken stop)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.5);

    private readonly long begun = Stopwatch.GetTimestamp();
    private long begunCurrent = Stopwatch.GetTimestamp();
    private volatile string at = "reads the store";

    public Listing Run()
    {
        using var telling = new Timer(_ => progress(Told()), null, Pace, Pace);
        var damage = engine.Store.CheckIntegrity().Select(d => new Diagnostic(Severity.Error, "STET0301", d, "store", 1, 1, 1, 2, "")).ToList();
        if (!engine.Store.Trusted)
        {
            return Made(damage, [], ["not compiled and not computed, since the workspace was made elsewhere and is not trusted: definitions and formulas ('trust' allows it)"], []);
        }

        engine.Keeper.WaitAMoment();
        At("compiles the files anew");
        var expected = new ExpectedFormulas(engine, directory).All();
        var comparing = new FormulaComparing(engine, expected, (done, all, name) => At($"{done} of {all} formulas, now {name}"));
        var stopped = Stopped(comparing);
        At("compiles recipes");
        return Reported(damage, expected.ToDictionary(f => f.Name), comparing.Findings, stopped);
    }

    /// <summary>What is wrong with the store, and with the definitions as they are in force.</summary>
    public static Listing Doctor(Engine engine) => new WorkspaceCheck(engine, engine.Folder, _ => { }, CancellationToken.None).Made(
        [.. engine.Store.CheckIntegrity().Select(d => new Diagnostic(Severity.Error, "STET0301", d, "store", 1, 1, 1, 2, ""))], [], [], []);

    private Diagnostic? Stopped(FormulaComparing comparing)
    {
        try
        {
            comparing.Run(stop);
            return null;
        }
        catch (OperationCanceledException)
        {
            var during = comparing.Current.Length == 0 ? "" : $" while {comparing.Current} was computed ({Stopwatch.GetElapsedTime(begunCurrent).TotalSeconds:0.0} s)";
            return new(Severity.Error, "STET0312", $"Stopped{during}. What was found until then is said.", "check", 1, 1, 1, 2, "");
        }
    }

    private Listing Reported(List<Diagnostic> damage, Dictionary<string, ExpectedFormula> expected, CleanFindings findings, Diagnostic? stopped)
    {
        var report = new CheckReport(engine.World, findings.Verdicts, name => ValueHere.TextOf(engine, expected[name]), ProcessDependence);
        return Made(damage, [.. findings.Rebuild, .. report.Errors(), .. stopped is null ? Array.Empty<Diagnostic>() : [stopped]], [.. report.Lines(), .. RecipeCheck.Lines(engine)], report.Rows());
    }

    private string ProcessDependence(string formula) => engine.Formulas.Table.Locked(_ => engine.Formulas.ReachOf(formula)) is var reached
        ? Effects.ProcessDependence.In(reached.Units.Select(u => engine.World.Units[u]).Where(u => u.File is null).Select(Foreseeing.CodeForesight.SummaryOf)) : "";

    private Listing Made(IEnumerable<Diagnostic> damage, IEnumerable<Diagnostic> found, IEnumerable<string> more, IEnumerable<string> rows)
    {
        var broken = engine.World.Broken.Values.SelectMany(b => b);
        Diagnostic[] errors = [.. damage, .. engine.FileTrouble.Concat(broken).Concat(found).DistinctBy(e => (e.Source, e.Line, e.Column, e.Message))];
        var lines = more.Prepend(errors.Length == 0 ? "all is well" : "").Where(line => line.Length > 0);
        return new(string.Join('\n', lines), [.. rows], errors);
    }

    private void At(string where)
    {
        begunCurrent = Stopwatch.GetTimestamp();
        at = where;
    }

    private string Told() => $"check: {at} ({Stopwatch.GetElapsedTime(begunCurrent).TotalSeconds:0} s, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s in all)";
}
