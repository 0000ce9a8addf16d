namespace Stet.Dataflow.Tests;

/// <summary>
/// Random graphs under random changes: every value is what computing everything from nothing gives, and what ran is exactly what had to, by a second
/// account that knows no versions and no waves: a formula has to run when its code or an input changed, or one that it read has another value.
/// </summary>
public class WavePropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Equal_values_and_exactly_the_necessary_runs(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            new Story(random).Play(60);
        }
    }

    private sealed class Story(Random random)
    {
        private const int Inputs = 4;
        private const int Formulas = 9;

        private readonly GraphScript script = new();
        private readonly long[] values = new long[Inputs];
        private readonly Rule?[] rules = new Rule?[Formulas];
        private readonly Memory?[] memory = new Memory?[Formulas];

        public void Play(int steps)
        {
            for (var i = 0; i < Inputs; i++)
            {
                script.Set($"x{i}", 0);
            }

            for (var i = 0; i < Formulas; i++)
            {
                Define(i);
            }

            for (var step = 0; step < steps; step++)
            {
                if (random.Next(3) is 0)
                {
                    Define(random.Next(Formulas));
                }
                else
                {
                    var input = random.Next(Inputs);
                    values[input] = random.Next(4);
                    script.Set($"x{input}", values[input]);
                }

                if (random.Next(2) == 0)
                {
                    Look(random.Next(Formulas));
                }
            }
        }

        private void Look(int formula)
        {
            var ran = new List<string>();
            var expected = Settle(formula, ran);
            var said = script.Reads($"f{formula}");
            Assert.Equal(expected, long.Parse(said.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(string.Join(' ', ran.Order()), string.Join(' ', script.Ran.Order()));
            Assert.Equal(expected, FromNothing(formula));
        }

        /// <summary>A formula picks one of two inputs, adds a formula before it, and one more if a condition holds.</summary>
        private void Define(int index)
        {
            var rule = new Rule(random.Next(Inputs), index == 0 ? -1 : random.Next(-1, index), index == 0 ? -1 : random.Next(-1, index), random.Next(1, 4));
            rules[index] = rule;
            script.Define($"f{index}", rule.ToString(), s => Run(rule, i => s.Input($"x{i}"), f => s.Read($"f{f}")), [$"x{rule.Input}"], rule.Always < 0 ? [] : [$"f{rule.Always}"]);
        }

        private static long Run(Rule rule, Func<int, long> input, Func<int, long> read)
        {
            var value = input(rule.Input) / 2 + (rule.Always < 0 ? 0 : read(rule.Always));
            return rule.Sometimes >= 0 && value % 2 == 0 ? (value + read(rule.Sometimes)) % 7 * rule.Factor : value % 5;
        }

        private long FromNothing(int formula) => Run(rules[formula]!, i => values[i], FromNothing);

        private long Settle(int formula, List<string> ran)
        {
            var rule = rules[formula]!;
            var before = memory[formula];
            var holds = before is not null && before.Rule == rule && before.Input == values[rule.Input];
            for (var i = 0; holds && i < before!.Reads.Count; i++)
            {
                holds = Settle(before.Reads[i].Formula, ran) == before.Reads[i].Value;
            }

            if (holds)
            {
                return before!.Value;
            }

            var reads = new List<(int, long)>();
            var value = Run(rule, i => values[i], f =>
            {
                var read = Settle(f, ran);
                reads.Add((f, read));
                return read;
            });
            ran.Add($"f{formula}");
            memory[formula] = new(rule, values[rule.Input], reads, value);
            return value;
        }

        private sealed record Rule(int Input, int Always, int Sometimes, int Factor);

        private sealed record Memory(Rule Rule, long Input, List<(int Formula, long Value)> Reads, long Value);
    }
}
