namespace Stet.Sessions.Tests;

/// <summary>What makes a formula differ at each look, by its own code and by what values bring.</summary>
public class VolatileFormulaTests
{
    [Fact]
    public async Task Volatile_formulas_run_at_every_look()
    {
        await using var prompt = new Prompt();
        await prompt.Do("ticks => DateTime.UtcNow.Ticks;", "long more() => Random.Shared.NextInt64();", "lucky => more();", "after => ticks + 1;", "calm => pure(Environment.ProcessorCount) + 0 * Environment.TickCount;", "still => pure(more());");
        Assert.Equal("true", await prompt.Says("var was = ticks; Thread.Sleep(2); var now = after; now > was"));
        Assert.Equal("true", await prompt.Says("lucky != lucky"));
        Assert.Equal("true", await prompt.Says("still == still"));
    }

    [Theory]
    [InlineData("f => DateTime.Now.Year;", "volatile: reads the clock: DateTime.Now")]
    [InlineData("int Age(int y) => DateTime.Now.Year - y; f => Age(1980);", "volatile: reads the clock: Age > DateTime.Now")]
    [InlineData("f => new Random().Next();", "volatile: reads random numbers: new Random")]
    [InlineData("f => new[] { 1, 2 }.Select(v => v * Environment.ProcessorCount).Sum();", "volatile: reads the environment: a lambda > Environment.ProcessorCount")]
    [InlineData("f => new StreamReader(\"a.csv\").ReadToEnd();", "volatile: reads files: new StreamReader")]
    [InlineData("f => Directory.GetFiles(\".\").Length;", "volatile: reads files: Directory.GetFiles")]
    [InlineData("f => new System.Net.Http.HttpClient().GetStringAsync(\"http://127.0.0.1:1\").Result;", "volatile: uses the network: HttpClient.GetStringAsync")]
    [InlineData("f => who().Count();", "volatile: reads the environment: Commands.who")]
    [InlineData("abstract class Rate { public abstract double Of(int x); } class Live : Rate { public override double Of(int x) => DateTime.Now.Ticks; } double Fee(Rate r) => r.Of(1); f => Fee(new Live());", "volatile: reads the clock: Fee > Live.Of > DateTime.Now")]
    [InlineData("f => 1 + impure(2);", "volatile: is marked impure")]
    [InlineData("f => impure(2);", "volatile: is marked impure")]
    [InlineData("f => pure(DateTime.Now.Year) + DateTime.Now.Month;", "volatile: reads the clock: DateTime.Now")]
    [InlineData("long ticks => DateTime.Now.Ticks; f => ticks + 1;", "volatile: it reads ticks, which reads the clock: DateTime.Now")]
    [InlineData("f => File.Exists(\"a.csv\");", "current")]
    [InlineData("string Text(string p) => File.ReadAllText(p); f => File.Exists(\"a.csv\") ? Text(\"a.csv\") : \"\";", "current")]
    [InlineData("class Trade { public int Price = 3; public double Age => DateTime.Now.Ticks; } f => new Trade().Price;", "current")]
    [InlineData("f => pure(DateTime.Now.Year) > 2000;", "current")]
    [InlineData("int Old() => pure(Environment.TickCount); f => Old() > 0 ? 1 : 1;", "current")]
    [InlineData("f => Task.Run(async () => { await Task.Delay(1); return Environment.NewLine; }).Result;", "current")]
    [InlineData("op = (int v) => v + 1; f => op(3);", "current")]
    public async Task What_makes_a_formula_volatile_is_named_with_its_way(string code, string state)
    {
        await using var prompt = new Prompt();
        await prompt.Do(code);
        await prompt.Submit("var seen = f;");
        Assert.Equal($"\"{state}\"", await prompt.Says("formulas().Single(r => r.Name == \"f\").State"));
    }

    private const string Clocks = """
        class Clock { public Func<double> Now = () => DateTime.Now.Ticks; public string Name = "c"; }
        abstract class Rate { public abstract double Of(int x); public double Age() => DateTime.Now.Ticks; }
        class Live : Rate { public override double Of(int x) => DateTime.Now.Ticks + x; }
        class Fixed : Rate { public override double Of(int x) => x; }
        class Shy { public override string ToString() => DateTime.Now.Ticks.ToString(); }
        class Later : IComparer<string> { public int Compare(string? a, string? b) => DateTime.Now.Year > 0 ? string.CompareOrdinal(a, b) : 0; }
        record Rec(string Name, Func<double> Now);
        class Bell { public event Func<double>? Rung; public double Ring() => Rung?.Invoke() ?? 0; public int Listeners => Rung?.GetInvocationList().Length ?? 0; }
        class Box<T> { public required Func<T> Get; public T Value => Get(); }
        struct Meter { public double K; public double Read() => K * DateTime.Now.Ticks; }
        class Held { public static Func<double> Now = () => 1; }
        """;

    /// <summary>The formula's own code names none of what makes it volatile: it comes with values. What its code cannot call of them counts for nothing.</summary>
    [Theory]
    [InlineData("Func<double> v = () => DateTime.Now.Ticks;", "f => v();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("Func<double> v = () => DateTime.Now.Ticks;", "double Twice(Func<double> g) => g() + g(); f => Twice(v);", "volatile: reads the clock: Twice > v > a lambda > DateTime.Now")]
    [InlineData("Func<double> v = () => DateTime.Now.Ticks;", "f => pure(v());", "current")]
    [InlineData("Func<double> v = () => 3; Console.WriteLine(DateTime.Now);", "f => v();", "current")]
    [InlineData("Func<double> v = () => 3; Func<double> other = () => DateTime.Now.Ticks;", "f => other is null ? 0 : v();", "current")]
    [InlineData("Func<Func<double>> v = () => () => DateTime.Now.Ticks;", "f => v()();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("Func<Task<double>> v = async () => { await Task.Delay(1); return DateTime.Now.Ticks; };", "f => await v();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("v = Random.Shared.NextDouble;", "f => v();", "volatile: reads random numbers: v > ThreadSafeRandom.NextDouble")]
    [InlineData("v = Random.Shared;", "f => v.Next();", "volatile: reads random numbers: v > ThreadSafeRandom.Next")]
    [InlineData("v = new Clock();", "f => v.Now();", "volatile: reads the clock: v > Clock.a lambda > DateTime.Now")]
    [InlineData("v = new Clock();", "f => v.Name;", "current")]
    [InlineData("var v = new List<Clock> { new() };", "f => v.Count;", "current")]
    [InlineData("var v = new List<Clock> { new() };", "f => v.Where(c => c.Name.Length > 0).Select(c => c.Name.Length).Sum();", "current")]
    [InlineData("var v = new Dictionary<string, Func<double>> { [\"a\"] = () => DateTime.Now.Ticks };", "f => v[\"a\"]();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("var v = new Dictionary<string, Func<double>> { [\"a\"] = () => DateTime.Now.Ticks };", "f => v.Count;", "current")]
    [InlineData("var v = new List<Rate> { new Live() };", "f => v.Sum(r => r.Of(1));", "volatile: reads the clock: a lambda > Live.Of > DateTime.Now")]
    [InlineData("var v = new List<Rate> { new Fixed() };", "f => v.Sum(r => r.Of(1));", "current")]
    [InlineData("var v = new List<Rate> { new Live() };", "f => v.Count;", "current")]
    [InlineData("object v = new Shy();", "f => $\"{v}\";", "volatile: reads the clock: v > Shy.ToString > DateTime.Now")]
    [InlineData("var v = new List<object> { new Shy() };", "f => string.Join(\",\", v);", "volatile: reads the clock: v > Shy.ToString > DateTime.Now")]
    [InlineData("var v = new List<object> { new Shy() };", "f => v.Count;", "current")]
    [InlineData("var v = new SortedDictionary<string, int>(new Later()) { [\"a\"] = 1 };", "f => v[\"a\"];", "volatile: reads the clock: v > Later.Compare > DateTime.Now")]
    [InlineData("var v = new SortedDictionary<string, int>(new Later()) { [\"a\"] = 1 };", "f => v.Count;", "current")]
    [InlineData("var v = new List<Shy> { new() };", "f => v.Count;", "current")]
    [InlineData("v = new Bell(); v.Rung += () => DateTime.Now.Ticks;", "f => v.Ring();", "volatile: reads the clock: Bell.Ring > v > a lambda > DateTime.Now")]
    [InlineData("v = new Bell(); v.Rung += () => DateTime.Now.Ticks;", "f => v.Listeners;", "current")]
    [InlineData("v = new[] { 1, 2 }.Where(i => DateTime.Now.Ticks > i);", "f => v.Count();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("v = new Rec(\"a\", () => DateTime.Now.Ticks);", "f => v.Now();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("v = new Rec(\"a\", () => DateTime.Now.Ticks);", "f => v == new Rec(v.Name, v.Now);", "current")]
    [InlineData("v = new Box<long> { Get = () => DateTime.Now.Ticks };", "f => v.Value;", "volatile: reads the clock: Box.get_Value > v > a lambda > DateTime.Now")]
    [InlineData("Func<T> Mk<T>(T x) => () => DateTime.Now.Ticks > 0 ? x : x; v = Mk(5);", "f => v();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("Func<double> v = new Meter { K = 1 }.Read;", "f => new[] { 1, 2 }.AsParallel().Select(i => v()).Sum();", "volatile: reads the clock: a lambda > v > Meter.Read > DateTime.Now")]
    [InlineData("Predicate<int> v = i => i % 2 == DateTime.Now.Ticks % 2;", "f => Array.Exists(new[] { 1 }, v);", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("Func<IEnumerable<double>> v = () => Enumerable.Range(0, 2).Select(i => (double)DateTime.Now.Ticks);", "f => v().Sum();", "volatile: reads the clock: v > a lambda > DateTime.Now")]
    [InlineData("Held.Now = () => DateTime.Now.Ticks;", "f => Held.Now();", "volatile: reads the clock: static Held > a lambda > DateTime.Now")]
    [InlineData("Func<double> v = () => DateTime.Now.Ticks;", "g => v; f => g();", "volatile: reads the clock: g > a lambda > DateTime.Now")]
    [InlineData("Func<double> v = () => DateTime.Now.Ticks;", "g => v(); f => g + 1;", "volatile: it reads g, which reads the clock: v > a lambda > DateTime.Now")]
    public async Task What_values_bring_makes_a_formula_volatile(string value, string formula, string state)
    {
        await using var prompt = new Prompt();
        await prompt.Do(Clocks, value, formula);
        await prompt.Submit("var seen = f;");
        Assert.Equal($"\"{state}\"", await prompt.Says("formulas().Single(r => r.Name == \"f\").State"));
        if (state != "current")
        {
            Assert.Equal("1", await prompt.Says("var was = formulas().Single(r => r.Name == \"f\").Runs; var again = f; formulas().Single(r => r.Name == \"f\").Runs - was"));
        }
    }

    [Fact]
    public async Task A_formula_is_volatile_by_a_value_as_long_as_the_value_is_that()
    {
        await using var prompt = new Prompt();
        await prompt.Do(Clocks, "Func<double> v = () => DateTime.Now.Ticks;", "rates = new List<Rate> { new Fixed() };", "f => v();", "after => f + 1;", "fee => rates.Sum(r => r.Of(1));", "var seen = after + fee;");
        Assert.Equal("true", await prompt.Says("f != f"));
        await prompt.Do("v = () => 3;");
        Assert.Equal("(4, 4)", await prompt.Says("(after, after)"));
        Assert.Equal("\"current current current\"", await prompt.Says(States));
        await prompt.Do("class Fixed : Rate { public override double Of(int x) => x + 0 * DateTime.Now.Year; }");
        Assert.Equal("1", await prompt.Says("fee"));
        Assert.Equal("\"current current volatile: reads the clock: a lambda > Fixed.Of > DateTime.Now\"", await prompt.Says(States));
    }

    /// <summary>The code of a submission's lambdas counts while it still runs, before the world has it.</summary>
    [Fact]
    public async Task A_function_counts_in_the_submission_that_makes_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("k = 1.0;", "Func<double> v = () => 1;", "f => v();", "g => f + 1;");
        Assert.Equal("false", await prompt.Says("v = () => { return DateTime.Now.Ticks; }; var a = g; Thread.Sleep(5); var b = g; a == b"));
        Assert.Equal("(3, 11)", await prompt.Says("v = () => k * 2; var c = g; k = 5; var d = g; (c, d)"));
        var runs = await prompt.Says("formulas().Sum(r => r.Runs)");
        Assert.Equal("\"current current\"", await prompt.Says(States));
        Assert.Equal("11", await prompt.Says("g"));
        Assert.Equal(runs, await prompt.Says("formulas().Sum(r => r.Runs)"));
    }

    private const string States = "string.Join(\" \", formulas().Select(r => r.State))";
}
