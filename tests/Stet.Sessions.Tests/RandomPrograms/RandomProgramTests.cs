using System.Globalization;
using Stet.Sessions.Tests.RandomPrograms.Parts;

namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>
/// Random programs under random redefinitions, renamings, drops, refused and forced changes, undo, reopening and kills, compared with an oracle that carries the values by the stated rules.
/// A workspace serves many sequences, one after the other: each ends by dropping all that it has made. <c>STET_SEQUENCES</c> gives the number of sequences, <c>STET_SEED</c> the first seed.
/// </summary>
public class RandomProgramTests(Xunit.Abstractions.ITestOutputHelper output)
{
    public const int InOneWorkspace = 20;
    private const int InOneTest = 100;

    /// <summary>How the kinds of steps begin of which all are to occur often.</summary>
    private static readonly string[] Parts =
    [
        "place: ", "value set in a place", "family: body", "family: override", "family: field", "family: base to", "family: class", "family: lambda", "keys: ", "keys that would be equal", "statics: ", "flags: ", "moves: from a",
        "moves: from the top", "split by", "merged by", "split: body", "change that values cannot follow", "set aside: converted", "in flight: body", "in flight: type", "class to", "record to", "struct to", "record struct to",
        "field added", "field removed", "field renamed by [Formerly]", "rename to Type", "rename to F", "type dropped", "function", "formula", "lambda", "value set", "enum", "(forced)", "(killed)", "(reopened)", "(undone",
        "(saved in place)", "(saved in another file)", "(saved broken and mended)", "(begun in files)",
    ];

    private static int Sequences => int.Parse(Environment.GetEnvironmentVariable("STET_SEQUENCES") ?? "200", CultureInfo.InvariantCulture);

    private static int FirstSeed => int.Parse(Environment.GetEnvironmentVariable("STET_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>The first and the last seed of each test.</summary>
    public static TheoryData<int, int> Seeds()
    {
        var seeds = new TheoryData<int, int>();
        for (var first = FirstSeed; first < FirstSeed + Sequences; first += InOneTest)
        {
            seeds.Add(first, Math.Min(first + InOneTest, FirstSeed + Sequences) - 1);
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Values_are_as_the_oracle_says(int from, int to)
    {
        for (var first = from; first <= to; first += InOneWorkspace)
        {
            await using var run = new HostRun(first);
            await run.Do(RandomProgram.Dump);
            for (var seed = first; seed < Math.Min(first + InOneWorkspace, to + 1); seed++)
            {
                await Sequence.Play(run, seed);
            }
        }
    }

    [Fact]
    public async Task Every_kind_of_step_occurs()
    {
        var run = new CountingRun();
        for (var seed = 1; seed <= 1000; seed++)
        {
            await Sequence.Play(run, seed);
        }

        var counts = string.Join('\n', run.Kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key}: {k.Value}"));
        output.WriteLine(counts);
        Assert.DoesNotContain("", run.Kinds.Keys);
        var seldom = PlaceKind.All.Select(p => (Kind: $"place: {p.Name}", Least: 3)).Concat(Parts.Select(p => (Kind: p, Least: 10)))
            .Where(k => run.Kinds.Where(c => c.Key.StartsWith(k.Kind, StringComparison.Ordinal)).Sum(c => c.Value) < k.Least).Select(k => k.Kind);
        Assert.Equal("", string.Join('\n', seldom));
    }
}
