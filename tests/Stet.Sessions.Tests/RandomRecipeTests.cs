using System.Globalization;

namespace Stet.Sessions.Tests;

/// <summary>
/// Random assignments, redefinitions, comments, reopenings and refreshes, compared with a model that knows what each variable was made from: the variables that are called
/// outdated are exactly those of the model, and a refresh gives what making everything from scratch would give.
/// </summary>
public class RandomRecipeTests
{
    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("STET_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    private static int Sequences => int.TryParse(Environment.GetEnvironmentVariable("STET_SEQUENCES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 3;

    [Fact]
    public async Task Outdated_is_what_the_model_says()
    {
        for (var i = 0; i < Sequences; i++)
        {
            await Play(Seed + i);
        }
    }

    private static async Task Play(int seed)
    {
        var random = new Random(seed);
        var model = new Model();
        await using var prompt = new Prompt();
        foreach (var code in model.Begin())
        {
            await prompt.Do(code);
        }

        var story = new List<string>();
        for (var step = 0; step < 25; step++)
        {
            var code = model.Next(random);
            story.Add(code);
            await (code == "(reopen)" ? prompt.Reopen() : prompt.Do(code));
            var said = (await prompt.Says("string.Join(' ', who().Where(v => v.Outdated != \"\").Select(v => v.Name)) + \" \" + string.Join(' ', new[] { " + Model.Names + " })")).Trim('"');
            var expected = $"{model.Outdated} {model.Values}";
            Assert.True(said == expected, $"seed {seed}: expected '{expected}', was '{said}' after:\n{string.Join('\n', story)}");
        }
    }

    /// <summary>Variables v0 to v4, of which each is a list with one number, made from numbers or by a function from one before it; functions f0 and f1.</summary>
    private sealed class Model
    {
        private const int Count = 5;

        private readonly int[] factors = [1, 2];
        private readonly int[] values = new int[Count];
        private readonly Made?[] made = new Made?[Count];

        public static string Names => string.Join(", ", Enumerable.Range(0, Count).Select(i => $"v{i}[0]"));

        public string Values => string.Join(' ', values);

        public string Outdated => string.Join(' ', Enumerable.Range(0, Count).Where(IsOutdated).Select(i => $"v{i}"));

        public IEnumerable<string> Begin() =>
            [.. Enumerable.Range(0, 2).Select(Define), .. Enumerable.Range(0, Count).Select(i => $"v{i} = new List<int> {{ 0 }};")];

        public string Next(Random random)
        {
            var i = random.Next(Count);
            switch (random.Next(10))
            {
                case 0 or 1:
                    (values[i], made[i]) = (random.Next(3), null);
                    return $"v{i} = new List<int> {{ {values[i]} }};";
                case 2 when made[i] is null:
                    values[i]++;
                    return $"v{i}[0]++;";
                case 3:
                    factors[i % 2] = random.Next(1, 4);
                    return Define(i % 2);
                case 4:
                    return "// step " + random.Next(100) + "\n" + Define(i % 2);
                case 5:
                    return "(reopen)";
                case 6:
                    Refresh();
                    return "refresh";
                default:
                    var (target, input, function) = (random.Next(1, Count), 0, random.Next(2));
                    input = random.Next(target);
                    made[target] = new(input, values[input], function, factors[function]);
                    values[target] = values[input] * factors[function] + 1;
                    return Assign(target);
            }
        }

        private string Define(int function) => $"int f{function}(int n) => n * {factors[function]} + 1;";

        private string Assign(int target) => $"v{target} = new List<int> {{ f{made[target]!.Function}(v{made[target]!.Input}[0]) }};";

        private bool IsOutdated(int i) =>
            made[i] is { } recipe && (values[recipe.Input] != recipe.Value || factors[recipe.Function] != recipe.Factor || IsOutdated(recipe.Input));

        private void Refresh()
        {
            for (var i = 0; i < Count; i++)
            {
                if (made[i] is { } recipe)
                {
                    values[i] = values[recipe.Input] * factors[recipe.Function] + 1;
                    made[i] = recipe with { Value = values[recipe.Input], Factor = factors[recipe.Function] };
                }
            }
        }

        private sealed record Made(int Input, int Value, int Function, int Factor);
    }
}
