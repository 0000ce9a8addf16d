namespace Stet.Sessions.Tests;

public class FileTests
{
    [Fact]
    public async Task A_saved_file_is_redefinition()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1;\n");
        Assert.Equal("1", await prompt.Says("f()"));
        prompt.Save("a.cs", "int f() => 22;\n");
        Assert.Equal("22", await prompt.Says("f()"));
    }

    [Fact]
    public async Task A_file_saved_while_a_submission_redefines_the_same_function_is_not_written_over()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1; int g() => f() * 10;");
        var saved = prompt.Read("workspace.cs").Replace("int f() => 1;", "int f() => 333; // by hand");
        var outcome = await prompt.Submit($"int f() => 22; File.WriteAllText({Literal(Path.Combine(prompt.Folder, "workspace.cs"))}, {Literal(saved)}); g()");
        Assert.Equal("220", outcome.Text);
        Assert.Equal("3330", await prompt.Says("g()"));
        Assert.Equal(saved, prompt.Read("workspace.cs"));
        await prompt.Reopen();
        Assert.Equal("3330", await prompt.Says("g()"));
    }

    [Fact]
    public async Task A_file_saved_before_the_same_function_is_typed_gives_way_to_what_is_typed()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1; int g() => f() * 10;");
        prompt.Save("workspace.cs", prompt.Read("workspace.cs").Replace("int f() => 1;", "// by hand\nint f() => 333;\nint h() => 5;"));
        await prompt.Do("int f() => 22;");
        Assert.Equal("(220, 5)", await prompt.Says("(g(), h())"));
        Assert.Contains("int f() => 22;", prompt.Read("workspace.cs"));
        Assert.DoesNotContain("333", prompt.Read("workspace.cs"));
    }

    private static string Literal(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    [Fact]
    public async Task A_file_that_does_not_compile_leaves_the_last_good_world()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1;\n");
        Assert.Equal("1", await prompt.Says("f()"));
        prompt.Save("a.cs", "int f() => nope;\n");
        var outcome = await prompt.Submit("f()");
        Assert.Equal("1", outcome.Text);
        Assert.Contains(outcome.Notes, n => n.Kind == "broken" && n.Text.StartsWith("a.cs:1:12", StringComparison.Ordinal));
        prompt.Save("a.cs", "int f() => 333;\n");
        Assert.Equal("333", await prompt.Says("f()"));
    }

    [Fact]
    public async Task Files_that_do_not_compile_are_not_tried_again_until_a_file_or_the_world_has_changed()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => nope;\n");
        await prompt.Do("1 + 1");
        var tried = prompt.StepsPrepared;
        await prompt.Do("1 + 2", "2 + 3");
        Assert.Equal(tried, prompt.StepsPrepared);
        Assert.Equal("CS0103", await prompt.Says("int g() => 2;"));
        Assert.Equal(tried + 1, prompt.StepsPrepared); // What is typed could have mended them.
        await prompt.Do("3 + 4");
        Assert.Equal(tried + 1, prompt.StepsPrepared);
        await prompt.Do("nope = 7");
        Assert.Equal("7", await prompt.Says("f()"));
        prompt.Save("a.cs", "int f() => neither;\n");
        Assert.Equal("7", await prompt.Says("f()"));
        prompt.Save("a.cs", "int f() => 333;\n");
        Assert.Equal("333", await prompt.Says("f()"));
    }

    [Fact]
    public async Task A_file_that_was_refused_because_of_values_is_tried_again()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "record P(int X);\n");
        await prompt.Do("p = new P(3)");
        prompt.Save("a.cs", "record P(DateTime X);\n");
        var refused = await prompt.Submit("1");
        Assert.Contains(refused.Notes, n => n.Text.Contains("cannot be carried", StringComparison.Ordinal));
        await prompt.Do("p = null;");
        Assert.Equal("2020", await prompt.Says("new P(new(2020, 1, 1)).X.Year"));
    }

    [Fact]
    public async Task A_file_may_give_types_of_the_workspace_other_names_and_open_their_static_members()
    {
        await using var prompt = new Prompt();
        prompt.Save("geo.cs", "namespace Geo;\npublic record Vec(double X, double Y);\npublic static class Util { public static double Twice(double x) => 2 * x; }\n");
        prompt.Save("use.cs", "using V = Geo.Vec;\nusing static Geo.Util;\ndouble len(V v) => Twice(v.X);\nV make() => new(1, 2);\nint other() => 3;\nclass Holder { public V Inner = new(4, 5); }\n");
        Assert.Equal("(2, 3, 5)", await prompt.Says("(len(make()), other(), new Holder().Inner.Y)"));
        await prompt.Do("h = new Holder();");
        prompt.Save("geo.cs", "namespace Geo;\npublic record Vec(double X, double Y, double Z = 9);\npublic static class Util { public static double Twice(double x) => 20 * x; }\n");
        Assert.Equal("(20, 9, 9)", await prompt.Says("(len(make()), make().Z, h.Inner.Z)"));
        prompt.Save("use.cs", prompt.Read("use.cs").Replace("Geo.Vec", "(int A, int X)"));
        Assert.Equal("(2, 2)", await prompt.Says("(make().X, other() - 1)"));
        await prompt.Reopen();
        Assert.Equal("40", await prompt.Says("len(make())"));
    }

    [Fact]
    public async Task A_deleted_file_takes_its_definitions_along()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1;\n");
        Assert.Equal("1", await prompt.Says("f()"));
        File.Delete(Path.Combine(prompt.Folder, "a.cs"));
        Assert.Equal("CS0103", await prompt.Says("f()"));
    }

    [Fact]
    public async Task A_definition_typed_again_lands_in_its_place()
    {
        await using var prompt = new Prompt();
        prompt.Save("lib/a.cs", "// head\nusing System.Globalization;\n\n// about f\nint f() => 1; // tail\n\nint g() => f() + 1;\n");
        Assert.Equal("2", await prompt.Says("g()"));
        await prompt.Do("// better\nint f() => 10;");
        Assert.Equal("11", await prompt.Says("g()"));
        Assert.Equal("// head\nusing System.Globalization;\n\n// better\nint f() => 10; // tail\n\nint g() => f() + 1;\n", prompt.Read("lib/a.cs"));
    }

    [Fact]
    public async Task A_name_defined_in_two_files_is_refused_with_both_places()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1;\n");
        prompt.Save("b.cs", "int f() => 2;\n");
        var outcome = await prompt.Submit("1");
        Assert.Contains(outcome.Notes, n => n.Text.StartsWith("b.cs:1:1", StringComparison.Ordinal) && n.Text.Contains("a.cs:1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Types_in_namespaces_see_the_usings_of_their_file()
    {
        await using var prompt = new Prompt();
        prompt.Save("geo/box.cs", "using System.Globalization;\nnamespace Geo;\npublic class Box { public bool B => CultureInfo.InvariantCulture.IsReadOnly; }\n");
        Assert.Equal("true", await prompt.Says("new Geo.Box().B"));
    }

    [Fact]
    public async Task Twelve_files_are_one_program()
    {
        await using var prompt = new Prompt();
        for (var i = 0; i < 12; i++)
        {
            prompt.Save($"part{i}.cs", i == 11 ? "int f11() => 1;\n" : $"int f{i}() => f{i + 1}() + 1;\n");
        }

        Assert.Equal("12", await prompt.Says("f0()"));
        await prompt.Do("int f11() => 100;");
        Assert.Equal("111", await prompt.Says("f0()"));
    }

    [Fact]
    public async Task Files_saved_together_are_one_step()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1;\n");
        prompt.Save("b.cs", "int g() => f() + 1;\n");
        Assert.Equal("2", await prompt.Says("g()"));
        prompt.Save("a.cs", "int f(int n) => n;\n");
        prompt.Save("b.cs", "int g() => f(5) + 1;\n");
        Assert.Equal("6", await prompt.Says("g()"));
    }

    [Theory]
    [InlineData("app/app.csproj", "app/Program.cs")]
    [InlineData("app/app.fsproj", "app/deep/er/Program.cs")]
    [InlineData("app/readme.md", "app/bin/Program.cs")]
    [InlineData("app/readme.md", ".hidden/Program.cs")]
    public async Task Files_of_a_project_are_not_definitions(string project, string file)
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1;\n");
        prompt.Save(project, "");
        prompt.Save(file, "int f() => 2;\nConsole.WriteLine();\n");
        var outcome = await prompt.Submit("f()");
        Assert.Equal("1", outcome.Text);
        Assert.DoesNotContain(outcome.Notes, n => n.Kind == "broken");
    }

    [Fact]
    public async Task Many_files_that_hold_statements_are_said_once_and_briefly()
    {
        await using var prompt = new Prompt();
        for (var i = 0; i < 8; i++)
        {
            prompt.Save($"s{i}.cs", "Console.WriteLine(1);\nConsole.WriteLine(2);\n");
        }

        await prompt.Reopen();
        var told = prompt.Session.Greeting.Concat((await prompt.Submit("1")).Notes).Where(n => n.Kind == "broken").ToList();
        Assert.Equal(6, told.Count);
        Assert.Equal(5, told.Select(n => n.Names[0]).Distinct().Count(n => n is "s0.cs" or "s1.cs" or "s2.cs" or "s3.cs" or "s4.cs"));
        Assert.StartsWith("and 3 more files", told[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_where_it_stands_though_its_definition_does_not_start_the_line()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1; int g() => nope;\n");
        Assert.Contains((await prompt.Submit("1")).Notes, n => n.Text.StartsWith("a.cs:1:26:", StringComparison.Ordinal));
        prompt.Save("a.cs", "");
        var error = Assert.Single((await prompt.Submit("int f() => 1; int g() => nope;")).Errors);
        Assert.Equal((1, 26, 30, "int f() => 1; int g() => nope;"), (error.Line, error.Column, error.EndColumn, error.LineText));
    }

    [Fact]
    public async Task The_last_semicolon_must_stand_in_a_file()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int f() => 1\n");
        Assert.Contains((await prompt.Submit("1")).Notes, n => n.Text.Contains("; expected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_semicolon_may_be_left_out_of_a_function_at_the_prompt()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int one() => 1; int two() => one() + 1");
        Assert.Equal("2", await prompt.Says("two()"));
        Assert.EndsWith("int two() => one() + 1;\n", prompt.Read("workspace.cs"), StringComparison.Ordinal);
        await prompt.Do("int two() => 22");
        Assert.Equal("22", await prompt.Says("two()"));
    }

    [Fact]
    public async Task An_exception_names_the_file_and_line_as_they_are_now()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "\n\nint f(int n) => 1 / n;\n");
        var outcome = await prompt.Submit("f(0)");
        Assert.Contains("at f in a.cs:3", Assert.Single(outcome.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_and_the_rest_goes_on()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;");
        File.CreateSymbolicLink(Path.Combine(prompt.Folder, "gone.cs"), "nowhere.cs");
        var outcome = await prompt.Submit("f()");
        Assert.Equal("1", outcome.Text);
        Assert.Contains(outcome.Notes, n => n.Text.Contains("gone.cs:1:1: The file cannot be read", StringComparison.Ordinal));
        File.Delete(Path.Combine(prompt.Folder, "gone.cs"));
        await prompt.Do("int f() => 2;");
        Assert.Equal("2", await prompt.Says("f()"));
    }

    [Fact]
    public async Task The_lock_of_an_editor_is_no_definition_file()
    {
        await using var prompt = new Prompt();
        File.CreateSymbolicLink(Path.Combine(prompt.Folder, ".#workspace.cs"), "me@here.4711");
        Assert.Empty((await prompt.Submit("1 + 1")).Notes);
    }

    [Fact]
    public async Task Values_that_cannot_follow_a_saved_file_are_named_with_its_place_and_force_sets_them_aside()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Item(string Name);", "items = new List<Item> { new(\"pen\") }; other = 3");
        prompt.Save("workspace.cs", "\nrecord Item(int Name);\n");
        var refused = await prompt.Submit("items[0].Name");
        Assert.Equal("\"pen\"", refused.Text);
        Assert.StartsWith("workspace.cs:2:1: This value cannot be carried: items", Assert.Single(refused.Notes).Text, StringComparison.Ordinal);
        await prompt.Do("force");
        Assert.Equal("\"pen\"", await prompt.Says("stranded()[0].Data[0][\"Name\"].Value"));
        Assert.Equal("List<Item>(1) { Item { Name = \"pen\" } }", await prompt.Says("stranded()[0].Data"));
        Assert.Equal("(5, 3)", await prompt.Says("(new Item(5).Name, other)"));
        await prompt.Do("undo");
        Assert.Equal("\"pen\"", await prompt.Says("items[0].Name"));
    }

    [Fact]
    public async Task Force_accepts_no_file_that_does_not_compile()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Item(string Name);", "items = new List<Item> { new(\"pen\") };", "string first() => items[0].Name;");
        prompt.Save("workspace.cs", "record Item(int Name);\nstring first() => items[0].Name;\n");
        var refused = await prompt.Submit("force");
        Assert.Contains(refused.Errors, e => e.Source == "workspace.cs" && e.Line == 2);
        Assert.Equal("\"pen\"", await prompt.Says("first()"));
    }

    [Fact]
    public async Task What_is_typed_may_mend_what_was_saved()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.cs", "int first() => 1;");
        prompt.Save("b.cs", "int second() => first() + 1;");
        await prompt.Do("second()");
        prompt.Save("a.cs", "int first(int n) => n;");
        Assert.Equal("2", await prompt.Says("second()"));
        Assert.Contains(await prompt.Says("int other() => 1;"), new[] { "STET0100", "CS7036" });
        await prompt.Do("int second() => first(4) + 1;");
        Assert.Equal("5", await prompt.Says("second()"));
        Assert.Equal("int second() => first(4) + 1;", File.ReadAllText(Path.Combine(prompt.Folder, "b.cs")).Trim());
        await prompt.Do("int other() => 1;");
        prompt.Save("a.cs", "int first(int n) => ;");
        Assert.Equal("CS1525", await prompt.Says("int second() => 3;"));
    }
}
