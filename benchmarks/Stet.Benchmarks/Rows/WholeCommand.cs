namespace Stet.Benchmarks.Rows;

/// <summary>The command <c>stet eval 1+1</c> from start to exit, with a host running and without, against the peers' same command.</summary>
internal sealed class WholeCommand : IMeasurement
{
    private const int Times = 15;
    private const int ColdTimes = 5;

    public string Name => "command";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench) => [.. Warm(bench), .. await Cold(bench)];

    private static IEnumerable<Figure> Warm(Workbench bench)
    {
        const string name = "Whole command `stet eval 1+1`, host running";
        var folder = bench.NewFolder();
        string[] eval = ["eval", "1+1", "-w", folder];
        Workbench.Time(bench.Command, eval);
        List<double> stet = [], python = [], octave = [];
        for (var i = 0; i < Times; i++)
        {
            stet.Add(Workbench.Time(bench.Command, eval));
            AddTime(python, bench.Peers.IPython, "-c", "print(1+1)");
            AddTime(octave, bench.Peers.Octave, "--eval", "1+1");
        }

        var median = Sample.Median(stet);
        yield return Figure.Within(name, "at most 100 ms", median, "ms", 100);
        yield return Compare(name, "below ipython3", median, "ipython3", python, 1);
        if (octave.Count > 0)
        {
            yield return Compare(name, "below octave", median, "octave", octave, 1);
        }
    }

    private static async Task<IReadOnlyList<Figure>> Cold(Workbench bench)
    {
        const string name = "Whole command, cold (no host, empty workspace)";
        List<double> stet = [], repl = [];
        for (var i = 0; i < ColdTimes; i++)
        {
            var folder = bench.NewFolder();
            stet.Add(Workbench.Time(bench.Command, "eval", "1+1", "-w", folder));
            await bench.Open(folder).Stop();
            AddTime(repl, bench.Peers.CSharpRepl, "-e", "1+1");
        }

        var median = Sample.Median(stet);
        return [Figure.Within(name, "600 ms", median, "ms", 600), Compare(name, "below 0.5 of csharprepl", median, "csharprepl", repl, 0.5)];
    }

    private static void AddTime(List<double> times, string? program, params string[] arguments)
    {
        if (program is not null)
        {
            times.Add(Workbench.Time(program, arguments));
        }
    }

    private static Figure Compare(string name, string aim, double stet, string peer, List<double> times, double atMost) =>
        times.Count == 0
            ? Figure.Skipped(name, aim, $"{Figure.Number(stet)} ms", $"{peer} is not installed")
            : Figure.Against(name, aim, stet, peer, Sample.Median(times), "ms", atMost);
}
