namespace Stet.Transcripts;

/// <summary>The runner itself, on a command that only says what it got: a transcript must fail when something else is printed.</summary>
public sealed class PlayerTests : IDisposable
{
    private const string Echo = """
        #!/bin/sh
        if [ "$1" != --json ]; then echo "ran $*"; exit 3; fi
        n=0
        while read -r line; do
            n=$((n + 1))
            printf '{"n":%d,"code":"","ok":true,"text":"%d: %s"}\n{"n":%d,"kept":true}\n' $n $n "$line" $n
        done
        """;

    private readonly string command = Path.GetTempFileName();

    public PlayerTests()
    {
        File.WriteAllText(command, Echo);
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    public void Dispose() => File.Delete(command);

    private async Task<string> Play(string text) => (await Player.Play(TranscriptParser.Parse(text), command)).Text.TrimEnd('\n');

    [Fact]
    public async Task What_was_printed_takes_the_place_of_what_was_recorded() =>
        Assert.Equal(
            "Story\n```stet\n> a\n1: a\n> b\n2: b\n```\nEnd",
            await Play("Story\n```stet\n> a\n1: a\n> b\nanother value\n```\nEnd"));

    [Fact]
    public async Task Sessions_of_different_names_are_different_processes_and_a_closed_one_begins_anew() =>
        Assert.Equal(
            "```stet\n> a\n1: a\n```\n```stet second\n> a\n1: a\n```\n```stet\n> b\n2: b\n```\n<!-- stet: close main -->\n```stet\n> c\n1: c\n```",
            await Play("```stet\n> a\n```\n```stet second\n> a\n```\n```stet\n> b\n```\n<!-- stet: close main -->\n```stet\n> c\n```"));

    [Fact]
    public async Task A_whole_command_is_run_with_its_exit_code() =>
        Assert.Equal("```sh\n$ stet who -w workspace\nran who -w workspace\n[exit code 3]\n```", await Play("```sh\n$ stet who -w workspace\n```"));

    [Fact]
    public async Task Files_are_written_into_the_workspace() =>
        Assert.Equal(
            "```csharp file=a/b.cs\nint f();\n```\n```sh\n$ cat workspace/a/b.cs\nint f();\n```",
            await Play("```csharp file=a/b.cs\nint f();\n```\n```sh\n$ cat workspace/a/b.cs\n```"));

    [Fact]
    public async Task An_unknown_directive_is_refused() =>
        Assert.StartsWith("'dance' is no directive", (await Assert.ThrowsAsync<FormatException>(() => Play("<!-- stet: dance -->"))).Message);

    [Fact]
    public async Task Killing_a_host_that_does_not_run_is_an_error() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Play("<!-- stet: kill host -->"));
}
