namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>
/// Random programs under random redefinitions, undo and reopening, compared with an oracle that carries the values by the stated rules.
/// <c>STET_SEQUENCES</c> gives the number of sequences, <c>STET_SEED</c> the first seed.
/// </summary>
public class RandomProgramTests
{
    private static int Sequences => int.Parse(Environment.GetEnvironmentVariable("STET_SEQUENCES") ?? "60", System.Globalization.CultureInfo.InvariantCulture);

    private static int FirstSeed => int.Parse(Environment.GetEnvironmentVariable("STET_SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Values_are_as_the_oracle_says()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Sequences; seed++)
        {
            await Run(seed);
        }
    }

    private static async Task Run(int seed)
    {
        var random = new Random(seed);
        var program = new RandomProgram(random);
        await using var prompt = new Prompt();
        var log = new List<string>();
        await Do(prompt, RandomProgram.Dump, seed, log);
        foreach (var code in program.Begin())
        {
            await Do(prompt, code, seed, log);
        }

        for (var step = 0; step < 6; step++)
        {
            await Do(prompt, program.Change(), seed, log);
            if (random.Next(4) == 0)
            {
                await prompt.Reopen();
                log.Add("(reopened)");
            }

            var shown = await prompt.Submit("string.Join('\\n', all.Select(o => Show(o, 3)))");
            var text = shown.Ok ? System.Text.Json.JsonSerializer.Deserialize<string>(shown.Text!) : string.Join("; ", shown.Errors.Select(e => e.Message));
            Assert.True(program.Expected == text, $"seed {seed}:\n{string.Join('\n', log)}\nexpected:\n{program.Expected}\nshown:\n{text}");
        }
    }

    private static async Task Do(Prompt prompt, string code, int seed, List<string> log)
    {
        log.Add(code);
        var outcome = await prompt.Submit(code);
        Assert.True(outcome.Ok, $"seed {seed}:\n{string.Join('\n', log)}\n{string.Join("; ", outcome.Errors.Select(e => e.Message))}");
        Assert.DoesNotContain(outcome.Notes, n => n.Kind == "not kept");
    }
}
