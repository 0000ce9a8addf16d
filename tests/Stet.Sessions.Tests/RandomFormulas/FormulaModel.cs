namespace Stet.Sessions.Tests.RandomFormulas;

/// <summary>
/// Variables, functions and formulas as an oracle sees them: it computes everything from nothing, and keeps a second account of which formulas have to run,
/// that knows nothing of versions or waves.
/// </summary>
internal sealed class FormulaModel
{
    public const int Numbers = 3;
    public const int Lists = 2;
    public const int Functions = 3;
    public const int Formulas = 7;

    private readonly Dictionary<string, Memory> memory = [];

    public int[] Number { get; } = new int[Numbers];

    public List<int>[] List { get; } = [.. Enumerable.Range(0, Lists).Select(i => new List<int> { i, i + 1 })];

    public Rule[] Function { get; } = new Rule[Functions];

    public Rule[] Formula { get; } = new Rule[Formulas];

    /// <summary>The value of a formula by computing everything.</summary>
    public int FromNothing(int formula) => Run(Formula[formula], 0, FromNothing);

    /// <summary>The value of a formula by computing what has to be, and the names of what that was.</summary>
    public int Settle(int formula, ICollection<string> ran)
    {
        var name = $"f{formula}";
        var (code, inputs) = (CodeOf(Formula[formula]), InputsOf(Formula[formula]));
        if (memory.TryGetValue(name, out var known) && known.Code == code && known.Inputs == inputs && known.Reads.All(r => Settle(r.Formula, ran) == r.Value))
        {
            return known.Value;
        }

        var reads = new List<(int, int)>();
        var value = Run(Formula[formula], 0, f =>
        {
            var read = Settle(f, ran);
            reads.Add((f, read));
            return read;
        });
        ran.Add(name);
        memory[name] = new(code, inputs, reads, value);
        return value;
    }

    /// <summary>What the rule reads and computes; the same in C# is <see cref="Rule.Text"/>.</summary>
    private int Run(Rule rule, int n, Func<int, int> formula)
    {
        var value = n * rule.Factor + Number[rule.Number] % 5;
        value += rule.List < 0 ? 0 : List[rule.List].Sum() % 4;
        value += rule.Function < 0 ? 0 : Run(Function[rule.Function], value, formula);
        value += rule.Always < 0 ? 0 : formula(rule.Always);
        return rule.Sometimes >= 0 && value % 2 == 0 ? (value + formula(rule.Sometimes)) % 97 : value % 97;
    }

    private string CodeOf(Rule rule) => rule.Code + (rule.Function < 0 ? "" : CodeOf(Function[rule.Function]));

    private string InputsOf(Rule rule) =>
        $"{Number[rule.Number]};{(rule.List < 0 ? "" : string.Join(',', List[rule.List]))};{(rule.Function < 0 ? "" : InputsOf(Function[rule.Function]))}";

    private sealed record Memory(string Code, string Inputs, List<(int Formula, int Value)> Reads, int Value);
}

/// <summary>The body of a function or formula: a number, perhaps a list, a function and formulas of lower indices; -1 for none.</summary>
internal sealed record Rule(int Factor, int Number, int List, int Function, int Always, int Sometimes)
{
    /// <summary>Stands for what the text compiles to.</summary>
    public string Code => $"{Factor} {Number} {List} {Function} {Always} {Sometimes}";

    /// <summary>As the body of a method in C#, with a comment that means nothing.</summary>
    public string Text(int comment, string argument)
    {
        var lines = new List<string> { $"/* {comment} */ var value = {argument} * {Factor} + v{Number} % 5;" };
        lines.AddRange(List < 0 ? [] : [$"value += l{List}.Sum() % 4;"]);
        lines.AddRange(Function < 0 ? [] : [$"value += g{Function}(value);"]);
        lines.AddRange(Always < 0 ? [] : [$"value += f{Always};"]);
        lines.Add(Sometimes < 0 ? "return value % 97;" : $"return value % 2 == 0 ? (value + f{Sometimes}) % 97 : value % 97;");
        return "{ " + string.Join(' ', lines) + " }";
    }
}
