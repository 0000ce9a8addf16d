using System.Globalization;

namespace Stet.Sessions.Tests.RandomFormulas;

/// <summary>
/// Random formulas over variables, functions and each other, under random changes: each value is what an oracle computes from nothing, and exactly the formulas ran
/// that had to; <c>stet check</c> finds all of them to agree at the end. <c>STET_SEQUENCES</c> and <c>STET_SEED</c> choose more:
/// <c>STET_SEQUENCES=500 dotnet test tests/Stet.Sessions.Tests --filter RandomFormulaTests</c> is the long run.
/// </summary>
public class RandomFormulaTests
{
    private const int Steps = 25;

    private static int Sequences => Setting("STET_SEQUENCES", 3);

    private static int FirstSeed => Setting("STET_SEED", 1);

    [Fact]
    public async Task Equal_values_and_exactly_the_necessary_runs()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Sequences; seed++)
        {
            await using var story = new FormulaStory(seed);
            await story.Begin();
            for (var step = 0; step < Steps; step++)
            {
                await story.Step();
            }

            await story.AgreesAnew();
        }
    }

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
