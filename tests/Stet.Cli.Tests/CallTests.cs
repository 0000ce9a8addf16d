namespace Stet.Cli.Tests;

/// <summary><c>stet call</c> on the wire: what it sends, what it prints, how it ends.</summary>
public class CallTests
{
    [Theory]
    [InlineData("show|--a|1\n", "call", "show", "--a", "1")]
    [InlineData("show|--a|1|-x\n", "call", "-w", ".", "show", "--a", "1", "-x")]
    [InlineData("show|--a|1\n", "call", "show", "--a", "1", "-w", ".")]
    [InlineData("show|--|-w|x\n", "call", "show", "--", "-w", "x")]
    [InlineData("Shows.\n", "call", "help")]
    [InlineData("show\ncount\n", "call", "--help")]
    [InlineData("[err]bad: --a wants an int, and 'x' is none.\n[exit 2]", "call", "bad")]
    [InlineData("[err]broken: it is broken\n[exit 1]", "call", "broken")]
    [InlineData("[err]stet: '--jsn' is not an option of stet call. If it is none at all, write -- before it.\nTry: stet --help\n[exit 2]", "call", "--jsn", "show")]
    [InlineData("[err]stet: stet call needs NAME: stet call NAME [--param V...]; stet call --help lists the functions\nTry: stet --help\n[exit 2]", "call")]
    public async Task Words_reach_the_host_as_they_are(string output, params string[] arguments)
    {
        using var command = new Command();
        Assert.Equal(output, await command.Run(null, arguments));
    }

    [Fact]
    public async Task Standard_input_of_any_length_arrives()
    {
        using var command = new Command();
        var input = string.Concat(Enumerable.Repeat("0123456789abcdé\n", 100_000));
        Assert.Equal("1700000\n", await command.Run(input, "call", "count"));
        Assert.Equal("0\n", await command.Run("", "call", "count"));
    }

    /// <summary>Input that is not asked for is left to who comes next; input that is not there yet is not waited for.</summary>
    [Fact]
    public async Task No_more_is_read_than_the_code_asks_for()
    {
        using var command = new Command();
        using var process = command.Start("call", "first", "5");
        await process.StandardInput.WriteAsync("12345");
        await process.StandardInput.FlushAsync(TestContext());
        Assert.Equal("5\n", await process.StandardOutput.ReadToEndAsync(TestContext()));
        await process.WaitForExitAsync(TestContext());
        using var silent = command.Start("call", "show", "x");
        Assert.Equal("show|x\n", await silent.StandardOutput.ReadToEndAsync(TestContext()));
    }

    [Fact]
    public async Task With_json_it_is_one_object()
    {
        using var command = new Command();
        Assert.StartsWith("{\"n\":1,", await command.Run("", "call", "--json", "count"), StringComparison.Ordinal);
        Assert.StartsWith("{\"n\":2,", await command.Run("", "call", "count", "--json"), StringComparison.Ordinal);
    }

    private static CancellationToken TestContext() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
