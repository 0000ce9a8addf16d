using System.Diagnostics;
using System.Globalization;

namespace Stet.Storage.Torture;

/// <summary>Starts the workload in a child again and again, kills it at a random moment, and compares the store with what it had said.</summary>
public static class KillLoop
{
    private const int StepsPerChild = 10_000;
    private const int Killed = 128 + 9;

    /// <returns>What was lost or torn; empty where nothing was.</returns>
    public static List<string> Run(string folder, int kills, int seed, Action<string> progress)
    {
        var random = new Random(seed);
        var acknowledged = new Acknowledged();
        for (var i = 0; i < kills; i++)
        {
            KillOne(folder, i * StepsPerChild, random, acknowledged);
            if (acknowledged.Compare(folder, died: true) is { Count: > 0 } found)
            {
                return [$"after kill {i + 1} (seed {seed}):", .. found];
            }

            progress($"{i + 1} kills, {acknowledged.Kept} submissions kept, nothing lost");
        }

        return [];
    }

    private static void KillOne(string folder, int first, Random random, Acknowledged acknowledged)
    {
        using var child = Child.Start(folder, first, StepsPerChild, []);
        var lines = random.Next(1, 60);
        while (lines-- > 0 && child.StandardOutput.ReadLine() is { } line)
        {
            acknowledged.Hear(line);
        }

        Spin(random.Next(0, 3000));
        child.Kill();
        while (child.StandardOutput.ReadLine() is { } line)
        {
            acknowledged.Hear(line);
        }

        child.WaitForExit();
        if (child.ExitCode != Killed)
        {
            acknowledged.Broken.Add($"the workload ended by itself with exit code {child.ExitCode}");
        }
    }

    /// <summary>A moment between two answers; too short to sleep for.</summary>
    private static void Spin(int microseconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
        {
        }
    }
}

/// <summary>This program again, in another process.</summary>
public static class Child
{
    public static Process Start(string folder, int first, int count, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(Child).Assembly.Location);
        start.ArgumentList.Add("work");
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(first.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(count.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
