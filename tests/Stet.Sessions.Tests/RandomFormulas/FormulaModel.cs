namespace Stet.Sessions.Tests.RandomFormulas;

/// <summary>
/// Variables, functions and formulas as an oracle sees them: it computes everything from nothing, and keeps a second account of which formulas have to run,
/// that knows nothing of versions or waves. Its rule: a formula runs when it is looked at, directly or by one that runs, and it never ran under its name, or its
/// text or that of a function it reaches says something else (a comment says nothing, a name does), or a variable that these name has another content,
/// or the class of an object in one says something else or names such a variable, or a formula that it read has another value; not else, and once.
/// </summary>
internal sealed class FormulaModel
{
    public const int Numbers = 3;
    public const int Lists = 2;
    public const int Kinds = 2;
    public const int Functions = 4;
    public const int Formulas = 7;

    /// <summary>The last function reads formulas; so formulas up to this one do not use it.</summary>
    public const int Low = 3;

    private readonly Memory?[] memory = new Memory?[Formulas];

    public int[] Number { get; } = new int[Numbers];

    /// <summary>The first is of numbers, the other of objects of derived classes.</summary>
    public List<Element>[] List { get; } = [.. Enumerable.Range(0, Lists).Select(i => new List<Element> { new(i, 0), new(i + 1, 0) })];

    /// <summary>What the derived classes compute.</summary>
    public Rule[] Kind { get; } = [.. Enumerable.Range(0, Kinds).Select(i => new Rule(i + 1, i, -1, -1, -1, -1))];

    public Rule[] Function { get; } = new Rule[Functions];

    public Rule[] Formula { get; } = new Rule[Formulas];

    public string[] NumberNames { get; } = Names("v", Numbers);

    public string[] ListNames { get; } = Names("l", Lists);

    public string[] FunctionNames { get; } = Names("g", Functions);

    public string[] FormulaNames { get; } = Names("f", Formulas);

    /// <summary>The value of a formula by computing everything.</summary>
    public int FromNothing(int formula) => Run(Formula[formula], 0, FromNothing);

    /// <summary>The value of a formula by computing what has to be, and the names of what that was.</summary>
    public int Settle(int formula, ICollection<string> ran)
    {
        var (code, inputs) = (CodeOf(Formula[formula]), InputsOf(Formula[formula]));
        if (memory[formula] is { } known && known.Name == FormulaNames[formula] && known.Code == code && known.Inputs == inputs && known.Reads.All(r => Settle(r.Formula, ran) == r.Value))
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
        ran.Add(FormulaNames[formula]);
        memory[formula] = new(FormulaNames[formula], code, inputs, reads, value);
        return value;
    }

    /// <summary>The body of a rule as a method in C#, with a comment that means nothing.</summary>
    public string Text(Rule rule, int comment, string argument)
    {
        var lines = new List<string> { $"/* {comment} */ var value = {argument} * {rule.Factor} + {NumberNames[rule.Number]} % 5;" };
        lines.AddRange(rule.List < 0 ? [] : [$"value += {ListNames[rule.List]}.Sum({(rule.List == 0 ? "" : "e => e.Of()")}) % 4;"]);
        lines.AddRange(rule.Function < 0 ? [] : [$"value += {FunctionNames[rule.Function]}(value);"]);
        lines.AddRange(rule.Always < 0 ? [] : [$"value += {FormulaNames[rule.Always]};"]);
        lines.Add(rule.Sometimes < 0 ? "return value % 97;" : $"return value % 2 == 0 ? (value + {FormulaNames[rule.Sometimes]}) % 97 : value % 97;");
        return "{ " + string.Join(' ', lines) + " }";
    }

    public string KindText(int kind, int comment) =>
        $"class Kind{kind} : Element {{ public Kind{kind}(int n) : base(n) {{ }} public override int Of() => /* {comment} */ N * {Kind[kind].Factor} + {NumberNames[Kind[kind].Number]} % 3; }}";

    private static string[] Names(string letter, int count) => [.. Enumerable.Range(0, count).Select(i => letter + i)];

    /// <summary>What the rule reads and computes; the same in C# is <see cref="Text"/>.</summary>
    private int Run(Rule rule, int n, Func<int, int> formula)
    {
        var value = n * rule.Factor + Number[rule.Number] % 5;
        value += rule.List < 0 ? 0 : List[rule.List].Sum(e => rule.List == 0 ? e.N : e.N * Kind[e.Kind].Factor + Number[Kind[e.Kind].Number] % 3) % 4;
        value += rule.Function < 0 ? 0 : Run(Function[rule.Function], value, formula);
        value += rule.Always < 0 ? 0 : formula(rule.Always);
        return rule.Sometimes >= 0 && value % 2 == 0 ? (value + formula(rule.Sometimes)) % 97 : value % 97;
    }

    private string CodeOf(Rule rule) => Text(rule, 0, "n") + (rule.Function < 0 ? "" : CodeOf(Function[rule.Function]));

    private string InputsOf(Rule rule) =>
        $"{Number[rule.Number]};{(rule.List < 0 ? "" : string.Join(',', List[rule.List]) + CodeIn(rule.List))};{(rule.Function < 0 ? "" : InputsOf(Function[rule.Function]))}";

    /// <summary>The classes of the objects in a list, with what they read.</summary>
    private string CodeIn(int list) =>
        list == 0 ? "" : string.Concat(List[list].Select(e => e.Kind).Distinct().Order().Select(k => $"{KindText(k, 0)}{Number[Kind[k].Number]}"));

    private sealed record Memory(string Name, string Code, string Inputs, List<(int Formula, int Value)> Reads, int Value);
}

/// <param name="Kind">The number of its class, where it is an object.</param>
internal sealed record Element(int N, int Kind);

/// <summary>The body of a function or formula: a number, perhaps a list, a function and formulas of lower indices; -1 for none.</summary>
internal sealed record Rule(int Factor, int Number, int List, int Function, int Always, int Sometimes);
