using System.Diagnostics;

namespace Stet.Cli.Tests;

/// <summary>A workspace in which the real command is run, with the real host around a fake engine.</summary>
internal sealed class Command : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Folder { get; } = Directory.CreateTempSubdirectory("stet cli ").FullName;

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "stet"), arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["STET_HOST"] = Path.Combine(AppContext.BaseDirectory, "fake-host");
        return Process.Start(start)!;
    }

    /// <summary>Runs the command to its end: its output, then <c>[err]</c> and its errors where there are any, then <c>[exit N]</c> where N is not 0.</summary>
    public async Task<string> Run(string? input, params string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input ?? "");
        return await End(process);
    }

    public static async Task<string> End(Process process)
    {
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        var exit = process.ExitCode == 0 ? "" : $"[exit {process.ExitCode}]";
        return await output + (await error is { Length: > 0 } text ? "[err]" + text : "") + exit;
    }

    public static async Task Eventually(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, $"within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(2);
        }
    }

    /// <summary>Waits until the engine has written this down: <c>"Code":"…","…,"State":N</c>, 0 while it runs.</summary>
    public Task Journaled(string code, int state) => Eventually(
        () => File.Exists(Journal) && File.ReadAllLines(Journal).Any(l => l.Contains($"\"{code}\"") && l.Contains($"\"State\":{state}")),
        $"{code} reaches state {state}");

    public static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        using (var stop = Start("stop", "--force"))
        {
            stop.WaitForExit();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private string Journal => Path.Combine(Folder, ".stet", "fake.journal");
}
