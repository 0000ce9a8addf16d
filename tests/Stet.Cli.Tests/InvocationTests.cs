namespace Stet.Cli.Tests;

public class InvocationTests
{
    private static readonly string Here = Directory.GetCurrentDirectory();

    [Theory]
    [InlineData("", "prompt", null, false, false)]
    [InlineData(".", "prompt", null, false, false)]
    [InlineData("--json", "prompt", null, true, false)]
    [InlineData("eval 1+1", "eval", "1+1", false, false)]
    [InlineData("eval 1+1 --json -w .", "eval", "1+1", true, false)]
    [InlineData("-w . --json eval 1+1", "eval", "1+1", true, false)]
    [InlineData("eval -1", "eval", "-1", false, false)]
    [InlineData("eval -- --x", "eval", "--x", false, false)]
    [InlineData("run a.cs", "run", "a.cs", false, false)]
    [InlineData("who --json", "who", null, true, false)]
    [InlineData("stop --force", "stop", null, false, true)]
    [InlineData("--help", "help", null, false, false)]
    [InlineData("eval --help", "help", null, false, false)]
    [InlineData("--version", "version", null, false, false)]
    public void A_command_line_is_understood(string line, string command, string? operand, bool json, bool force)
    {
        var invocation = Invocation.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((command, operand, json, force), (invocation.Command, invocation.Operand, invocation.Json, invocation.Force));
        Assert.True(invocation.Workspace.Length == 0 || invocation.Workspace == Here);
    }

    [Theory]
    [InlineData("eval", "stet eval needs CODE")]
    [InlineData("eval 1 + 1", "'+' is a second one")]
    [InlineData("eval 1 --frobnicate", "'--frobnicate' is not an option of stet eval")]
    [InlineData("-x", "'-x' is not an option of stet")]
    [InlineData("who --force", "'--force' is not an option of stet who")]
    [InlineData("who x", "stet who takes no 'x'")]
    [InlineData("who -w", "-w needs a directory")]
    [InlineData("hwo", "'hwo' is neither a command nor a folder")]
    [InlineData("eval 1 -w no/such/folder", "'no/such/folder' is neither")]
    [InlineData("desk", "'desk' is not in this version")]
    [InlineData("jobs", "'jobs' is not in this version")]
    public void A_wrong_command_line_is_an_error_that_names_the_word(string line, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Invocation.Parse(line.Split(' '))).Message);
}
