using System.Text;
using Stet.Model;

namespace Stet.Sessions.Tests;

/// <summary>Functions as commands, as the engine plans and runs them.</summary>
public class CallTests
{
    [Fact]
    public async Task A_call_is_a_submission_like_any_other()
    {
        await using var prompt = new Prompt();
        await prompt.Do("total = 0;", "/// <summary>Adds.</summary>\nint add(int by) => total += by;");
        var outcome = await Run(prompt, ["add", "--by", "5"]);
        Assert.Equal(("add(5)", "5", "int"), (outcome.Code, outcome.Text, outcome.Type));
        Assert.Equal("5", await prompt.Says("total"));
        Assert.Equal("\"add(5)\"", await prompt.Says("history(3).Last().Code"));
        await prompt.Reopen();
        Assert.Equal("5", await prompt.Says("total"));
    }

    [Fact]
    public async Task A_call_runs_in_the_newest_world_with_files_that_were_saved()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int one(int x) => x;");
        Assert.Equal("1", (await Run(prompt, ["one", "--x", "1"])).Text);
        prompt.Save("workspace.cs", "int one(string text) => text.Length;");
        Assert.Equal("4", (await Run(prompt, ["one", "--text", "four"])).Text);
    }

    [Fact]
    public async Task Types_of_the_workspace_are_options()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "enum Color { Red, Green }", "record Point(int X, int Y = 7);", "namespace Geo { public record Box(global::Point From, Color Color = Color.Green); }",
            "string show(Geo.Box box, params Color[] more) => $\"{box} {string.Join(' ', more)}\";");
        Assert.Equal("\"Box { From = Point { X = 1, Y = 7 }, Color = Red } Green Red\"", (await Run(prompt, ["show", "--box.from.x", "1", "--box.color", "red", "--more", "green", "Red"])).Text);
    }

    [Fact]
    public async Task A_type_that_parses_itself_does_so_where_the_function_runs()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "parsed = 0;",
            "record struct Even(int N) : IParsable<Even> { public static Even Parse(string s, IFormatProvider? p) { parsed++; return int.Parse(s) % 2 == 0 ? new(int.Parse(s)) : throw new FormatException(\"it is odd\"); } "
            + "public static bool TryParse(string? s, IFormatProvider? p, out Even e) { e = default; return false; } }",
            "int half(Even x) => x.N / 2;");
        Assert.Equal("4", (await Run(prompt, ["half", "--x", "8"])).Text);
        var wrong = await Run(prompt, ["half", "--x", "7"]);
        Assert.Equal("OptionTextException", Assert.Single(wrong.Errors).Code);
        Assert.StartsWith("--x wants an Even, and '7' is none: it is odd.", wrong.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("2", await prompt.Says("parsed"));
    }

    [Fact]
    public async Task Standard_input_is_what_a_parameter_marked_so_gets()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "string all([Stdin] string text) => text.ToUpper();", "int lines([Stdin] string[] lines) => lines.Length;", "string first([Stdin] IEnumerable<string> lines) => lines.First();",
            "int bytes([Stdin] Stream input) { var n = 0; while (input.ReadByte() >= 0) n++; return n; }", "string? console() => Console.ReadLine();");
        Assert.Equal("\"A\\nB\\n\"", (await Run(prompt, ["all"], "a\nb\n")).Text);
        Assert.Equal("2", (await Run(prompt, ["lines"], "a\nb\n")).Text);
        Assert.Equal("\"a\"", (await Run(prompt, ["first"], "a\nb\n")).Text);
        Assert.Equal("4", (await Run(prompt, ["bytes"], "a\nb\n")).Text);
        Assert.Equal("\"a\"", (await Run(prompt, ["console"], "a\nb\n")).Text);
        Assert.Equal("null", await prompt.Says("console()"));
        Assert.Equal("\"\"", await prompt.Says("all(Stet.Calling.StandardInput.Text)"));
    }

    [Theory]
    [InlineData("json", "[{\"Name\":\"a \\\"b\\\"\",\"Size\":1.5,\"Color\":\"Red\",\"Day\":\"2024-02-29\"},{\"Name\":\"c\",\"Size\":\"NaN\",\"Color\":\"Red\",\"Day\":\"2024-02-29\"}]")]
    [InlineData("text", "a \"b\"\t1.5\tRed\t2024-02-29\nc\tNaN\tRed\t2024-02-29")]
    [InlineData("table", "Name   Size  Color  Day\na \"b\"   1.5  Red    2024-02-29\nc       NaN  Red    2024-02-29")]
    public async Task A_result_is_written_in_the_form_that_is_asked_for(string form, string text)
    {
        await using var prompt = new Prompt();
        await prompt.Do("enum Color { Red }", "record Row(string Name, double Size, Color Color, DateOnly Day);", "List<Row> rows() => [new(\"a \\\"b\\\"\", 1.5, Color.Red, new(2024, 2, 29)), new(\"c\", double.NaN, Color.Red, new(2024, 2, 29))];");
        Assert.Equal(text, (await Run(prompt, ["rows", "--output", form])).Text);
    }

    [Fact]
    public async Task A_whole_result_is_not_cut()
    {
        await using var prompt = new Prompt();
        await prompt.Do("IEnumerable<int> many() => Enumerable.Range(0, 5000);");
        Assert.Equal(string.Join('\n', Enumerable.Range(0, 5000)), (await Run(prompt, ["many", "--output", "text"])).Text);
        Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 5000))}]", (await Run(prompt, ["many", "--output", "json"])).Text);
    }

    [Fact]
    public async Task What_contains_itself_has_no_JSON_and_says_so()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Node { public Node? Next; }", "Node ring() { var n = new Node(); n.Next = n; return n; }");
        Assert.Contains("contains itself", Assert.Single((await Run(prompt, ["ring", "--output", "json"])).Errors).Message);
    }

    [Theory]
    [InlineData(CallStep.Wrong, "there is no function maen. Did you mean mean?", "maen")]
    [InlineData(CallStep.Wrong, "x is a variable, not a function", "x")]
    [InlineData(CallStep.Wrong, "twice is a formula, not a function", "twice")]
    [InlineData(CallStep.Wrong, "mean: --values wants a double, and 'a' is none.", "mean", "--values", "a")]
    [InlineData(CallStep.Failed, "bad: it is broken until", "bad")]
    [InlineData(CallStep.Help, "The middle of things.", "mean", "--help")]
    [InlineData(CallStep.Help, "  mean   The middle of things.\n")]
    public async Task What_cannot_be_called_says_why(CallStep step, string text, params string[] words)
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 2;", "twice => x * 2;", "/// <summary>The middle of things.</summary>\ndouble mean(params double[] values) => values.Average();", "int base1() => 1;", "int bad() => base1();");
        await prompt.Submit("string base1() => \"\";");
        await prompt.Do("force");
        var plan = await prompt.Session.PlanCall(words);
        Assert.Equal(step, plan.Step);
        Assert.Contains(text, plan.Text);
    }

    [Fact]
    public async Task Planning_and_completing_leave_no_trace()
    {
        await using var prompt = new Prompt();
        await prompt.Do("enum Color { Red, Green }", "int f(Color color, string name, FileInfo? log = null) => 1;");
        await prompt.Session.PlanCall(["f", "--help"]);
        Assert.Equal(["f"], Words(await prompt.Session.CompleteCall([""])));
        Assert.Equal(["--color", "--name", "--log", "--output", "--help"], Words(await prompt.Session.CompleteCall(["f", "-"])));
        Assert.Equal(["Red", "Green"], Words(await prompt.Session.CompleteCall(["f", "--color", ""])));
        Assert.Equal(["--color=Red", "--color=Green"], Words(await prompt.Session.CompleteCall(["f", "--color=R"])));
        Assert.Equal(["json", "table", "text"], Words(await prompt.Session.CompleteCall(["f", "--output", ""])));
        Assert.True((await prompt.Session.CompleteCall(["f", "--log", ""])).Files);
        Assert.False((await prompt.Session.CompleteCall(["f", "--color", ""])).Files);
        Assert.Empty((await prompt.Session.CompleteCall(["nothing", ""])).Words);
        Assert.Equal("3", await prompt.Says("history().Count"));
    }

    [Fact]
    public async Task An_untrusted_workspace_calls_nothing()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;");
        await prompt.Close();
        await using var elsewhere = new Prompt(prompt.Folder, keepFolder: true);
        var plan = await elsewhere.Session.PlanCall(["f"]);
        Assert.Equal(CallStep.Failed, plan.Step);
        Assert.Contains("not trusted", plan.Text);
    }

    private static IEnumerable<string> Words(WordList list) => list.Words.Select(w => w.Insert);

    private static async Task<Outcome> Run(Prompt prompt, string[] words, string input = "")
    {
        var plan = await prompt.Session.PlanCall(words);
        Assert.True(plan.Step == CallStep.Run, plan.Text);
        return await prompt.Session.Submit(new CallSubmission(plan.Code, plan.Form, new MemoryStream(Encoding.UTF8.GetBytes(input))), new Silent());
    }
}
