namespace Stet.Benchmarks.Rows;

/// <summary>A long history of a shell that looks like one: commands with names, numbers and folders that vary; a tenth are repetitions. Always the same.</summary>
internal static class HistoryLines
{
    private static readonly string[] Verbs =
    [
        "git commit -m", "git checkout", "docker run --rm", "kubectl get pods -n", "grep -rn", "make", "python3 train.py --name", "ssh", "tar xzf", "curl -s https://example.org/api/", "cd", "vim", "npm run",
        "cargo test", "dotnet build", "rsync -a",
    ];

    private static readonly string[] Nouns =
    [
        "alpha", "river", "stone", "delta", "orders", "customers", "prices", "weather", "station", "traffic", "sensor", "invoice", "session", "profile", "backup", "report", "staging", "release", "feature", "bugfix",
    ];

    public static IEnumerable<string> Make(int count)
    {
        var random = new Random(1);
        var recent = new string[500];
        for (var number = 0; number < count; number++)
        {
            var line = number >= recent.Length && random.Next(10) == 0 ? recent[random.Next(recent.Length)] : New(random);
            recent[number % recent.Length] = line;
            yield return line;
        }
    }

    private static string New(Random random)
    {
        string Noun() => Nouns[random.Next(Nouns.Length)];
        return random.Next(2) == 0 ? $"{Verbs[random.Next(Verbs.Length)]} {Noun()}-{random.Next(10_000)} {Noun()}/{Noun()}{random.Next(100)}.txt"
            : $"{Verbs[random.Next(Verbs.Length)]} {Noun()}{random.Next(1000)} --{Noun()}={random.Next(100_000)} > {Noun()}.log";
    }
}
