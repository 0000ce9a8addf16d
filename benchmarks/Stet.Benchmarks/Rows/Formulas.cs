using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Stet.Benchmarks.Rows;

/// <summary>Formulas against the same calls of a plain Release program and against a spreadsheet engine, in one run. What is timed is the change and the read, inside one submission.</summary>
internal sealed class Formulas : IMeasurement
{
    public string Name => "formulas";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var plain = PlainTimes(bench.NewFolder());
        var sheet = SheetTimes(bench.Peers);
        var folder = bench.NewFolder();
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace);
        foreach (var variables in FormulaSheets.Variables)
        {
            await conversation.Submit(variables);
        }

        File.WriteAllText(Path.Combine(folder, "sheet.cs"), FormulaSheets.Definitions);
        var defining = Stopwatch.StartNew();
        await conversation.Submit("f9999 + ReadAll() + total + all");
        var defined = defining.Elapsed.TotalSeconds;
        foreach (var function in FormulaSheets.Measuring)
        {
            await conversation.Submit(function);
        }

        var figures = await Compare(conversation, plain, sheet);
        conversation.Dispose();
        await workspace.Stop();
        return [Figure.Within("10,000 formulas in a file: compiled, loaded and computed for the first time", "", defined, "s", double.PositiveInfinity) with { Met = null }, .. figures];
    }

    private static async Task<IReadOnlyList<Figure>> Compare(Conversation conversation, (double Chain, double Cells) plain, SheetEngine? sheet)
    {
        var (chain, reading, cells) = (await Time(conversation, "ChainTime"), await Time(conversation, "ReadTime"), await Time(conversation, "CellsTime"));
        var (fan, bare) = (await Time(conversation, "FanTime"), await Time(conversation, "BareTime"));
        var (one, all) = (await Time(conversation, "OneCore"), await Time(conversation, "AllCores"));
        const string Chain = "Chain of 10,000 formulas, first input changed, last read";
        return
        [
            Figure.Within($"{Chain}: each formula beyond a plain call", "at most 1 microsecond", (chain - plain.Chain) * 1000 / FormulaSheets.Chain, "us", 1),
            Against(Chain, chain, sheet?.Chain, 1),
            Figure.Against($"Fan of {FormulaSheets.Wide:N0} variables to one formula, by way of sums of 1,000, one changed", "at most 2 times the bare sum", fan, "the same sum as a function", bare, "ms", 2),
            Figure.Against("Array of 100,000 numbers summed by a formula, one changed in place", "at most 2 times the bare sum", cells, "Release program", plain.Cells, "ms", 2),
            Against("Array of 100,000 numbers summed by a formula, one changed in place", cells, sheet?.Fan, 1),
            Figure.Within("Nothing changed, 10,000 formulas read: each", "at most 100 ns", reading * 1e6 / FormulaSheets.Chain, "ns", 100),
            Against("Nothing changed, 10,000 formulas read", reading, sheet?.Reading, 1),
            new($"{FormulaSheets.Heavy} independent heavy formulas, on {Environment.ProcessorCount} cores against one after another", "at least 1.8 times as fast", $"{Figure.Number(all)} ms", $"{Figure.Number(one)} ms (one after another)", $"speed {Figure.Number(one / all)}",
                Environment.ProcessorCount < 2 ? null : one / all >= 1.8),
        ];
    }

    private static Figure Against(string name, double stet, double? sheet, double atMost) => sheet is { } peer
        ? Figure.Against(name, "below hyperformula", stet, "hyperformula", peer, "ms", atMost) : Figure.Skipped(name, "below hyperformula", $"{Figure.Number(stet)} ms", "hyperformula is not installed");

    /// <summary>The better of two: the first is still being compiled by the runtime.</summary>
    private static async Task<double> Time(Conversation conversation, string function)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var text = (await conversation.Submit($"{function}().ToString(System.Globalization.CultureInfo.InvariantCulture)")).Outcome.Text!.Trim('"');
            best = Math.Min(best, double.Parse(text, CultureInfo.InvariantCulture));
        }

        return best;
    }

    private static (double Chain, double Cells) PlainTimes(string folder)
    {
        var program = ReleaseProgram.Build(folder, FormulaSheets.PlainProgram);
        var lines = Workbench.Output(program).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(lines[0], CultureInfo.InvariantCulture), double.Parse(lines[1], CultureInfo.InvariantCulture));
    }

    private static SheetEngine? SheetTimes(Peers peers) => peers is { Node: { } node, HyperFormula: { } script }
        ? JsonSerializer.Deserialize<SheetEngine>(Workbench.Output(node, script, Text(FormulaSheets.Chain), Text(FormulaSheets.Cells), Text(FormulaSheets.Rounds)), JsonSerializerOptions.Web) : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record SheetEngine(double Chain, double Fan, double Reading);
}
