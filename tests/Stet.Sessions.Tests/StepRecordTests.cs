namespace Stet.Sessions.Tests;

/// <summary>
/// A submission that defines and computes, whose host dies in the middle. The submission copies its own workspace while it runs: the copy is what
/// the next host would find.
/// </summary>
public class StepRecordTests
{
    [Fact]
    public async Task What_a_submission_defined_goes_with_the_values_that_were_not_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "x = 1");
        await using var found = await DiedIn(prompt, "int f() => 2; x = 2;");
        Assert.Equal("(1, 1)", await found.Says("(f(), x)"));
        Assert.Equal("int f() => 1;", found.Read("workspace.cs").Trim());
    }

    [Fact]
    public async Task A_file_that_was_made_is_gone_again()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1");
        await using var found = await DiedIn(prompt, "int f() => 2; x = 2;");
        Assert.Equal("1", await found.Says("x"));
        Assert.False(File.Exists(Path.Combine(found.Folder, "workspace.cs")));
    }

    [Fact]
    public async Task A_file_that_was_edited_since_is_left_alone()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "x = 1");
        var copy = await CopyIn(prompt, "int f() => 2; x = 2;");
        File.WriteAllText(Path.Combine(copy, "workspace.cs"), "int f() => 3;\n");
        await using var found = await Trusted(copy);
        Assert.Equal("(3, 1)", await found.Says("(f(), x)"));
    }

    [Fact]
    public async Task What_was_kept_is_not_taken_back()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "x = 1", "int f() => 2; x = 2;");
        await prompt.Reopen();
        Assert.Equal("(2, 2)", await prompt.Says("(f(), x)"));
    }

    [Fact]
    public async Task What_was_defined_between_two_such_submissions_is_not_taken_back()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1; x = 1;", "int f() => 2;", "int g() => 1; x = 2;");
        await using var found = await DiedIn(prompt, "int g() => 2; x = 3;");
        Assert.Equal("(2, 1, 2)", await found.Says("(f(), g(), x)"));
    }

    [Fact]
    public async Task An_undo_of_definitions_and_values_is_not_taken_back()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1; x = 1;", "int f() => 2; x = 2;", "undo");
        Assert.Equal("(1, 1)", await prompt.Says("(f(), x)"));
        await prompt.Reopen();
        Assert.Equal("(1, 1)", await prompt.Says("(f(), x)"));
    }

    private static async Task<Prompt> DiedIn(Prompt prompt, string submission) => await Trusted(await CopyIn(prompt, submission));

    /// <returns>The folder as it was after the submission had run and before anything of it was committed.</returns>
    private static async Task<string> CopyIn(Prompt prompt, string submission)
    {
        var copy = Directory.CreateTempSubdirectory("stet-test-").FullName;
        await prompt.Do($"{submission} System.Diagnostics.Process.Start(\"cp\", [\"-a\", \"{prompt.Folder}/.\", \"{copy}\"]).WaitForExit();");
        return copy;
    }

    private static async Task<Prompt> Trusted(string folder)
    {
        var prompt = new Prompt(folder);
        await prompt.Do("trust");
        return prompt;
    }
}
