using System.Diagnostics;
using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>
/// Ten kernels as functions of a workspace, against an ordinary Release program that is built from the same text, and against the same program loaded into a bare collectible context: the bound for
/// code that can be unloaded, without anything of Stet. See docs/decisions/0074-speed-of-code-that-can-be-unloaded.md.
/// </summary>
internal sealed class Kernels : IMeasurement
{
    private const int Rounds = 3;

    public string Name => "kernels";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var program = Build(bench.NewFolder());
        var folder = bench.NewFolder();
        File.WriteAllText(Path.Combine(folder, "kernels.cs"), KernelSource.Text);
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace);
        var (inStet, ordinary, bare) = (new Dictionary<string, double>(), new Dictionary<string, double>(), new Dictionary<string, double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var kernel in KernelSource.Names)
            {
                Note(ordinary, kernel, await Run(program, kernel));
                Note(bare, kernel, await Run(program, kernel, "unloadable"));
                Note(inStet, kernel, (await conversation.Submit($"Best({kernel}).ToString(System.Globalization.CultureInfo.InvariantCulture)")).Outcome.Text!.Trim('"'));
            }
        }

        conversation.Dispose();
        await workspace.Stop();
        var mean = Mean(ordinary, inStet);
        var ofBound = Mean(bare, inStet);
        return
        [
            .. KernelSource.Names.Select(kernel => new Figure(
                $"Kernel `{kernel}`", "", $"{Figure.Number(inStet[kernel])} ms", $"{Figure.Number(ordinary[kernel])} ms (Release program); {Figure.Number(bare[kernel])} ms (unloadable)",
                $"speed {Figure.Number(ordinary[kernel] / inStet[kernel])}; {Figure.Number(bare[kernel] / inStet[kernel])}", null)),
            new("Speed of user code: geometric mean of ten kernels", "at least 0.95 of a Release program", Figure.Number(mean), "1 (Release program)", Figure.Number(mean), mean >= 0.95),
            new("... against the same program in a bare unloadable context", "at least 0.95 of it", Figure.Number(ofBound), $"{Figure.Number(Mean(ordinary, bare))} (of the Release program)", Figure.Number(ofBound), ofBound >= 0.95),
        ];
    }

    /// <summary>The geometric mean of how many times faster the second is.</summary>
    private static double Mean(Dictionary<string, double> first, Dictionary<string, double> second) => Math.Exp(KernelSource.Names.Average(kernel => Math.Log(first[kernel] / second[kernel])));

    private static void Note(Dictionary<string, double> best, string kernel, string milliseconds) =>
        best[kernel] = Math.Min(best.GetValueOrDefault(kernel, double.MaxValue), double.Parse(milliseconds, CultureInfo.InvariantCulture));

    private static string Build(string folder) =>
        ReleaseProgram.Build(folder, $"{KernelSource.Usings}\n\n{KernelSource.Start}\n\npublic static class Kernels\n{{\n{KernelSource.Text}\n{KernelSource.Choice}\n}}\n");

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }
}
