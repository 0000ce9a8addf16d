using System.Diagnostics;
using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>Ten kernels as functions of a workspace, against an ordinary Release program that is built from the same text.</summary>
internal sealed class Kernels : IMeasurement
{
    private const int Rounds = 3;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>preview</LangVersion>
            <Nullable>annotations</Nullable>
            <InvariantGlobalization>false</InvariantGlobalization>
          </PropertyGroup>
        </Project>
        """;

    public string Name => "kernels";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var program = Build(bench.NewFolder());
        var folder = bench.NewFolder();
        File.WriteAllText(Path.Combine(folder, "kernels.cs"), KernelSource.Text);
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace);
        var (inStet, ordinary) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var kernel in KernelSource.Names)
            {
                Note(ordinary, kernel, await Run(program, kernel));
                Note(inStet, kernel, (await conversation.Submit($"Best({kernel}).ToString(System.Globalization.CultureInfo.InvariantCulture)")).Outcome.Text!.Trim('"'));
            }
        }

        conversation.Dispose();
        await workspace.Stop();
        var speeds = KernelSource.Names.Select(kernel => ordinary[kernel] / inStet[kernel]).ToList();
        var mean = Math.Exp(speeds.Average(Math.Log));
        return
        [
            .. KernelSource.Names.Zip(speeds, (kernel, speed) => new Figure(
                $"Kernel `{kernel}`", "", $"{Figure.Number(inStet[kernel])} ms", $"{Figure.Number(ordinary[kernel])} ms (Release program)", $"speed {Figure.Number(speed)}", null)),
            new("Speed of user code: geometric mean of ten kernels", "at least 0.95 of a Release program", Figure.Number(mean), "1 (Release program)", Figure.Number(mean), mean >= 0.95),
        ];
    }

    private static void Note(Dictionary<string, double> best, string kernel, string milliseconds) =>
        best[kernel] = Math.Min(best.GetValueOrDefault(kernel, double.MaxValue), double.Parse(milliseconds, CultureInfo.InvariantCulture));

    private static string Build(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "ordinary.csproj"), Project);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), $"{KernelSource.Usings}\n\nConsole.WriteLine(Kernels.Run(args[0]).ToString(System.Globalization.CultureInfo.InvariantCulture));\n\nstatic class Kernels\n{{\n{KernelSource.Text}\n{KernelSource.Choice}\n}}\n");
        Workbench.Time("dotnet", "build", "-c", "Release", "-v", "q", folder, "-o", Path.Combine(folder, "out"));
        return Path.Combine(folder, "out", "ordinary");
    }

    private static async Task<string> Run(string program, string kernel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [kernel]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }
}
