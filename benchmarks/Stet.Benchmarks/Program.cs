using Stet.Benchmarks;
using Stet.Benchmarks.Rows;

// Stet.Benchmarks COMMAND HOST-PROGRAM RESULTS-FILE [NAMES...]: measures all, or those named.
if (args.Length < 3)
{
    Console.Error.WriteLine("Usage: Stet.Benchmarks COMMAND HOST-PROGRAM RESULTS-FILE [NAME...]; benchmarks/run finds these.");
    return 2;
}

IMeasurement[] all = [new WholeCommand(), new ManySubmissions(), new LoopAtPrompt(), new IdleHost(), new LargeWorkspace(), new LargeArray(), new ManyObjects(),
    new DefinitionSteps(), new TwelveFiles(), new ManyMigrations(), new ManyRedefinitions(), new Kernels(), new LongHistory(), new Formulas(), new MemoResults(), new ShellLines()];
var chosen = args.Length == 3 ? all : [.. all.Where(measurement => args[3..].Contains(measurement.Name))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"No measurement has such a name. There are: {string.Join(", ", all.Select(measurement => measurement.Name))}.");
    return 2;
}

var load = Results.LoadAverage();
var gigabytes = double.Parse(Environment.GetEnvironmentVariable("STET_BENCH_GB") ?? "4", System.Globalization.CultureInfo.InvariantCulture);
using var bench = new Workbench { Command = args[0], HostProgram = args[1], Peers = Peers.Find(), LargeBytes = (long)(gigabytes * 1e9) };
var figures = new List<Figure>();
foreach (var measurement in chosen)
{
    Console.WriteLine($"{measurement.Name} ...");
    try
    {
        figures.AddRange(await measurement.Measure(bench));
    }
    catch (InvalidOperationException failed)
    {
        figures.Add(new(measurement.Name, "", $"failed: {failed.Message.ReplaceLineEndings(" ")}", "", "", false));
    }

    Console.WriteLine(figures[^1].Row);
}

var page = Results.Page(figures, bench.Peers, load);
Console.WriteLine(page);
if (chosen.Length == all.Length)
{
    File.WriteAllText(args[2], page);
}

return 0;
