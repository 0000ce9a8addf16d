using System.Diagnostics;

namespace Stet.Cli.Tests;

/// <summary>The completion scripts in the real shells: what is offered, or what a Tab makes of a line.</summary>
public class CompletionScriptTests
{
    [ShellTheory("bash")]
    [InlineData("mean median", "stet call me", 2)]
    [InlineData("Red Green", "stet call draw --color ''", 4)]
    [InlineData("Green", "stet call draw --color g", 4)]
    [InlineData("Red", "stet call draw --color = R", 5)]
    [InlineData("Red Green", "stet call draw --color =", 4)]
    [InlineData("--color --log", "stet call draw --", 3)]
    [InlineData("a file.txt", "stet call draw --log a", 4)]
    [InlineData("bash zsh fish", "stet completion ''", 2)]
    [InlineData("eval", "stet ev", 1)]
    public async Task In_bash(string offered, string words, int at) =>
        Assert.Equal(offered, await In("bash", $"source <(stet completion bash); complete -p stet >&2; COMP_WORDS=({words}); COMP_CWORD={at}; _stet_complete; echo \"${{COMPREPLY[*]}}\""));

    [ShellTheory("fish")]
    [InlineData("mean median", "stet call me")]
    [InlineData("Green Red", "stet call draw --color ")]
    [InlineData("--color --log", "stet call draw --")]
    [InlineData("a file.txt", "stet call draw --log a")]
    [InlineData("bash fish zsh", "stet completion ")]
    public async Task In_fish(string offered, string line) =>
        Assert.Equal(offered, await In("fish", $"stet completion fish | source; complete -C '{line}' | cut -f 1 | string join ' '"));

    [ShellTheory("zsh")]
    [InlineData("[stet call draw ]", "stet call dr\\t")]
    [InlineData("[stet call draw --color Green ]", "stet call draw --col\\tg\\t")]
    [InlineData("[stet call draw --log a\\ file.txt ]", "stet call draw --log a\\t")]
    [InlineData("[stet completion zsh ]", "stet comple\\tz\\t")]
    public async Task In_zsh(string line, string keys) => Assert.Contains(line, await In("zsh", $$"""
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z 'PS1=; RPS1=; autoload -Uz compinit; compinit -u -D; source <(stet completion zsh); show() { print -r -- "[$BUFFER]EN""D" }; zle -N show; bindkey "^I" complete-word; bindkey "^X" show; print REA""DY'
        zpty -r -m z seen '*READY*'
        zpty -w -n z $'{{keys}}\C-x'
        zpty -r -m z seen '*END*'
        print -r -- "$seen"
        zpty -d z
        """));

    private static async Task<string> In(string shell, string script)
    {
        using var command = new Command();
        await command.Run("", "eval", "show ready");
        await File.WriteAllTextAsync(Path.Combine(command.Folder, "a file.txt"), "");
        var start = new ProcessStartInfo(shell, ["-c", script]) { WorkingDirectory = command.Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["STET_HOST"] = Path.Combine(AppContext.BaseDirectory, "fake-host");
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var end = deadline.Token.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        Assert.True(output.Length > 0, await error);
        return output.TrimEnd('\n');
    }
}

/// <summary>A test in a shell; where it is not installed, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell)
    {
        var isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, shell)));
        Skip = isInstalled ? null : $"{shell} is not installed: completion was not tried in it.";
    }
}
