namespace Stet.Sessions.Tests.RandomFormulas;

/// <summary>
/// Random formulas over variables and functions, under random changes: assigned, changed in place, through an alias, in a function, redefined, commented, reopened.
/// Each value is what an oracle computes from nothing, and exactly the formulas ran that had to. <c>STET_SEQUENCES</c> and <c>STET_SEED</c> choose more.
/// </summary>
public class RandomFormulaTests
{
    [Fact]
    public async Task Equal_values_and_exactly_the_necessary_runs()
    {
        var sequences = int.Parse(Environment.GetEnvironmentVariable("STET_SEQUENCES") ?? "2", System.Globalization.CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("STET_SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < sequences; i++)
        {
            await Play(seed + i);
        }
    }

    private static async Task Play(int seed)
    {
        await using var prompt = new Prompt(loadedAlone: seed % 2 == 0 ? 1000 : 3);
        var story = new Story(prompt, seed);
        await story.Begin();
        for (var step = 0; step < 25; step++)
        {
            await story.Step();
        }
    }

    private sealed class Story(Prompt prompt, int seed)
    {
        private readonly Random random = new(seed);
        private readonly FormulaModel model = new();
        private readonly List<string> told = [];
        private int comment;

        public async Task Begin()
        {
            await Do(string.Join(' ', model.Number.Select((n, i) => $"v{i} = {n};")));
            await Do(string.Join(' ', model.List.Select((l, i) => $"l{i} = new List<int> {{ {string.Join(", ", l)} }}; a{i} = l{i};")));
            await Do("void Push(List<int> list, int n) { list.Add(n); }");
            for (var i = 0; i < FormulaModel.Functions; i++)
            {
                await DefineFunction(i, NewRule(i, 0));
            }

            for (var i = 0; i < FormulaModel.Formulas; i++)
            {
                await DefineFormula(i, NewRule(FormulaModel.Functions, i));
            }
        }

        public async Task Step()
        {
            var n = random.Next(6);
            var (number, list, function, formula) = (random.Next(FormulaModel.Numbers), random.Next(FormulaModel.Lists), random.Next(FormulaModel.Functions), random.Next(FormulaModel.Formulas));
            switch (random.Next(9))
            {
                case 0 or 1:
                    model.Number[number] = n;
                    await Do($"v{number} = {n};");
                    break;
                case 2:
                    model.List[list][0] = n;
                    await Do($"l{list}[0] = {n};");
                    break;
                case 3:
                    model.List[list].Add(n);
                    await Do($"a{list}.Add({n});");
                    break;
                case 4:
                    model.List[list].Add(n);
                    await LookWhile($"Push(l{list}, {n});", formula);
                    break;
                case 5:
                    await DefineFunction(function, NewRule(function, 0));
                    break;
                case 6:
                    await (random.Next(2) == 0 ? DefineFunction(function, model.Function[function]) : DefineFormula(formula, model.Formula[formula]));
                    break;
                case 7:
                    await DefineFormula(formula, NewRule(FormulaModel.Functions, formula));
                    break;
                default:
                    told.Add("// reopened");
                    await prompt.Reopen();
                    break;
            }

            await Look(random.Next(FormulaModel.Formulas));
        }

        private async Task Look(int formula)
        {
            var ran = new List<string>();
            var expected = model.Settle(formula, ran);
            Assert.Equal(model.FromNothing(formula), expected);
            Check($"{expected}", await prompt.Says($"f{formula}"), ran, $"f{formula}");
        }

        /// <summary>Read before and after a change of the same submission.</summary>
        private async Task LookWhile(string change, int formula)
        {
            told.Add($"was = f{formula}; {change} f{formula}");
            var said = await prompt.Says($"{change} f{formula}");
            var ran = new List<string>();
            Check($"{model.Settle(formula, ran)}", said, ran, change);
        }

        private void Check(string expected, string said, List<string> ran, string what)
        {
            var really = prompt.Ran().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            told.Add($"{what} // {said}, ran {string.Join(' ', really)}");
            Assert.True(expected == said && ran.Order().SequenceEqual(really.Order()),
                $"seed {seed}: expected {expected} by {string.Join(' ', ran)}\n{string.Join('\n', told)}");
        }

        private Task DefineFunction(int index, Rule rule)
        {
            model.Function[index] = rule;
            return Do($"int g{index}(int n) {rule.Text(comment++, "n")}");
        }

        private Task DefineFormula(int index, Rule rule)
        {
            model.Formula[index] = rule;
            return Do(index % 2 == 0 ? $"f{index} => {rule.Text(comment++, "0")};" : $"int f{index} => Of{index}(); int Of{index}() {rule.Text(comment++, "0")}");
        }

        private async Task Do(string code)
        {
            told.Add(code);
            var outcome = await prompt.Submit(code);
            Assert.True(outcome.Ok, $"seed {seed}: {string.Join("; ", outcome.Errors.Select(e => e.Message))}\n{string.Join('\n', told)}");
            prompt.Ran();
        }

        /// <summary>With functions and formulas of lower indices only.</summary>
        private Rule NewRule(int functions, int formulas) => new(
            random.Next(1, 5), random.Next(FormulaModel.Numbers), random.Next(-1, FormulaModel.Lists), random.Next(-1, functions), random.Next(-1, formulas), random.Next(-1, formulas));
    }
}
