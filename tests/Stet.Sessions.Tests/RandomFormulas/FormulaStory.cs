using System.Globalization;

namespace Stet.Sessions.Tests.RandomFormulas;

/// <summary>
/// One sequence: formulas and what they are computed from, changed at random. Variables are assigned, changed in place, through an alias, in a function; functions,
/// formulas and the classes of objects in variables are defined again at the prompt and in files, with other code or another comment; things are renamed; the workspace is opened again, and killed. In every third sequence the disk is slow: values are still being kept when the next submission comes.
/// </summary>
internal sealed class FormulaStory(int seed) : IAsyncDisposable
{
    private readonly Random random = new(seed);
    private readonly FormulaModel model = new();
    private readonly List<string> told = [];
    private readonly int[] functionComments = new int[FormulaModel.Functions];
    private readonly int[] formulaComments = new int[FormulaModel.Formulas];
    private Prompt prompt = new(loadedAlone: seed % 2 == 0 ? 1000 : 3);
    private int counter;

    public async Task Begin()
    {
        OnItsDisk();
        await Do(string.Join(' ', model.Number.Select((n, i) => $"{model.NumberNames[i]} = {n};")));
        await Do("abstract class Element(int n) { public int N = n; public abstract int Of(); }");
        for (var i = 0; i < FormulaModel.Kinds; i++)
        {
            await DefineKind(i, model.Kind[i]);
        }

        await Do(string.Join(' ', model.List.Select((l, i) => $"{model.ListNames[i]} = new List<{(i == 0 ? "int" : "Element")}> {{ {string.Join(", ", l.Select(e => TextOf(i, e)))} }}; a{i} = {model.ListNames[i]};")));
        await Do("void Push<T>(List<T> list, T n) { list.Add(n); }");
        for (var i = 0; i < FormulaModel.Functions - 1; i++)
        {
            await DefineFunction(i, NewFunction(i));
        }

        for (var i = 0; i < FormulaModel.Formulas; i++)
        {
            if (i == FormulaModel.Low)
            {
                await DefineFunction(FormulaModel.Functions - 1, NewFunction(FormulaModel.Functions - 1));
            }

            await DefineFormula(i, NewFormula(i));
        }
    }

    public async Task Step()
    {
        var n = random.Next(6);
        var (number, list, function, formula) = (random.Next(FormulaModel.Numbers), random.Next(FormulaModel.Lists), random.Next(FormulaModel.Functions), random.Next(FormulaModel.Formulas));
        var element = new Element(n, list == 0 ? 0 : random.Next(FormulaModel.Kinds));
        switch (random.Next(14))
        {
            case 0 or 1:
                model.Number[number] = n;
                await Do($"{model.NumberNames[number]} = {n};");
                break;
            case 2:
                model.List[list][0] = element with { Kind = model.List[list][0].Kind };
                await Do(list == 0 ? $"{model.ListNames[list]}[0] = {n};" : $"{model.ListNames[list]}[0].N = {n};");
                break;
            case 3:
                model.List[list].Add(element);
                await Do($"a{list}.Add({TextOf(list, element)});");
                break;
            case 4:
                model.List[list].Add(element);
                await LookAfter($"Push({model.ListNames[list]}, {TextOf(list, element)});", formula);
                break;
            case 5:
                await DefineFunction(function, NewFunction(function));
                break;
            case 6:
                await (random.Next(2) == 0 ? DefineFunction(function, model.Function[function]) : DefineFormula(formula, model.Formula[formula]));
                break;
            case 7:
                await DefineFormula(formula, NewFormula(formula));
                break;
            case 8:
                EditFiles(function, formula, n);
                break;
            case 9 or 10:
                await Rename(number, list, function, formula);
                break;
            case 11:
                await DefineKind(element.Kind, n % 2 == 0 ? model.Kind[element.Kind] : NewRule(0, 0));
                break;
            case 12:
                told.Add("// opened again");
                await prompt.Reopen();
                OnItsDisk();
                break;
            default:
                await Kill();
                break;
        }

        await Look(random.Next(FormulaModel.Formulas));
    }

    /// <summary>Each formula has the value that comes out when everything is compiled and computed anew.</summary>
    public async Task AgreesAnew()
    {
        await prompt.Says($"({string.Join(", ", model.FormulaNames)})");
        await prompt.WhenKept();
        var check = await prompt.Session.List("check");
        Assert.True(check.Errors.Count == 0 && check.Text.Contains($"\n{model.FormulaNames.Length} formulas computed anew: all agree\n", StringComparison.Ordinal),
            Story($"{check.Text}\n{string.Join('\n', check.Errors.Select(e => e.Message))}"));
    }

    public ValueTask DisposeAsync() => prompt.DisposeAsync();

    private async Task Look(int formula)
    {
        var ran = new List<string>();
        var expected = model.Settle(formula, ran);
        Assert.Equal(model.FromNothing(formula), expected);
        Check($"{expected}", await prompt.Says(model.FormulaNames[formula]), ran, model.FormulaNames[formula]);
    }

    /// <summary>Read after a change in the same submission.</summary>
    private async Task LookAfter(string change, int formula)
    {
        var said = await prompt.Says($"{change} {model.FormulaNames[formula]}");
        var ran = new List<string>();
        Check(model.Settle(formula, ran).ToString(CultureInfo.InvariantCulture), said, ran, $"{change} {model.FormulaNames[formula]}");
    }

    private void Check(string expected, string said, List<string> ran, string what)
    {
        var really = prompt.Ran().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        told.Add($"{what} // {said}, ran {string.Join(' ', really)}");
        Assert.True(expected == said && ran.Order().SequenceEqual(really.Order()), Story($"expected {expected} by {string.Join(' ', ran)}"));
    }

    private Task DefineFunction(int index, Rule rule)
    {
        (model.Function[index], functionComments[index]) = (rule, counter++);
        return Do(FunctionText(index));
    }

    private Task DefineKind(int kind, Rule rule)
    {
        model.Kind[kind] = rule;
        return Do(model.KindText(kind, counter++));
    }

    private static string TextOf(int list, Element element) => list == 0 ? $"{element.N}" : $"new Kind{element.Kind}({element.N})";

    private Task DefineFormula(int index, Rule rule)
    {
        (model.Formula[index], formulaComments[index]) = (rule, counter++);
        return Do((IsFunctionBehind(index) ? $"int {model.FormulaNames[index]} => Of{index}(); " : "") + FormulaText(index));
    }

    private string FunctionText(int index) => $"int {model.FunctionNames[index]}(int n) {model.Text(model.Function[index], functionComments[index], "n")}";

    /// <summary>What differs from one definition to the next: the formula itself, or the function that it calls.</summary>
    private string FormulaText(int index)
    {
        var body = model.Text(model.Formula[index], formulaComments[index], "0");
        return IsFunctionBehind(index) ? $"int Of{index}() {body}" : $"{model.FormulaNames[index]} => {body};";
    }

    private static bool IsFunctionBehind(int index) => index % 2 == 1;

    /// <summary>A function and a formula in one save: comments, or code, or one of each.</summary>
    private void EditFiles(int function, int formula, int what)
    {
        var text = prompt.Read("workspace.cs");
        var (oldFunction, oldFormula) = (FunctionText(function), FormulaText(formula));
        (functionComments[function], formulaComments[formula]) = (counter++, counter++);
        model.Function[function] = what % 2 == 0 ? model.Function[function] : NewFunction(function);
        model.Formula[formula] = what % 3 == 0 ? model.Formula[formula] : NewFormula(formula);
        Assert.True(text.Contains(oldFunction, StringComparison.Ordinal) && text.Contains(oldFormula, StringComparison.Ordinal), Story($"{oldFunction} or {oldFormula} is not in\n{text}"));
        Save(text.Replace(oldFunction, FunctionText(function), StringComparison.Ordinal).Replace(oldFormula, FormulaText(formula), StringComparison.Ordinal));
        told.Add($"// saved: {FunctionText(function)} {FormulaText(formula)}");
    }

    /// <summary>As editors do it: nobody sees half a file.</summary>
    private void Save(string text)
    {
        prompt.Save("workspace.cs.new", text);
        File.Move(Path.Combine(prompt.Folder, "workspace.cs.new"), Path.Combine(prompt.Folder, "workspace.cs"), overwrite: true);
    }

    private Task Rename(int number, int list, int function, int formula) => random.Next(4) switch
    {
        0 => Rename(model.NumberNames, number, "v"),
        1 => Rename(model.ListNames, list, "l"),
        2 => Rename(model.FunctionNames, function, "g"),
        _ => Rename(model.FormulaNames, formula, "f"),
    };

    private Task Rename(string[] names, int index, string letter)
    {
        var before = names[index];
        names[index] = $"{letter}{index}x{counter++}";
        return Do($"rename {before} {names[index]}");
    }

    /// <summary>The disk as it is, opened by another host. Results are written with the submission after their inputs are kept: what a kill before that costs is run again.</summary>
    private async Task Kill()
    {
        await prompt.WhenKept();
        await Do("Console.Write(\"\");");
        told.Add("// killed");
        var after = await prompt.Killed();
        await prompt.DisposeAsync();
        prompt = after;
        prompt.Ran();
        OnItsDisk();
    }

    private void OnItsDisk()
    {
        if (seed % 3 == 0)
        {
            var delays = new Random(seed); // Of its own: it is asked in the background.
            prompt.KeepSlowly(() => TimeSpan.FromMilliseconds(delays.Next(60)));
        }
    }

    private async Task Do(string code)
    {
        told.Add(code);
        var outcome = await prompt.Submit(code);
        Assert.True(outcome.Ok, Story(string.Join("; ", outcome.Errors.Select(e => e.Message))));
        Assert.True(prompt.Ran().Length == 0, Story("formulas ran that nobody looked at"));
    }

    private string Story(string end) => $"seed {seed}: {end}\n{string.Join('\n', told)}";

    /// <summary>With functions of lower indices; the last one reads formulas too.</summary>
    private Rule NewFunction(int index) => index < FormulaModel.Functions - 1 ? NewRule(index, 0) : NewRule(index, FormulaModel.Low);

    /// <summary>With formulas of lower indices, and functions that do not read higher ones.</summary>
    private Rule NewFormula(int index) => NewRule(index < FormulaModel.Low ? FormulaModel.Functions - 1 : FormulaModel.Functions, index);

    private Rule NewRule(int functions, int formulas) => new(
        random.Next(1, 5), random.Next(FormulaModel.Numbers), random.Next(-1, FormulaModel.Lists), random.Next(-1, functions), random.Next(-1, formulas), random.Next(-1, formulas));
}
