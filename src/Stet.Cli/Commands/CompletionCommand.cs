using Stet.Cli.Output;

namespace Stet.Cli.Commands;

/// <summary><c>stet completion bash|zsh|fish</c>: prints the script that makes the shell ask <c>stet</c> what can stand at the cursor.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static int Run(Invocation invocation)
    {
        if (!Shells.Contains(invocation.Operand))
        {
            throw new UsageException($"there is no completion for '{invocation.Operand}', only for {string.Join(", ", Shells)}");
        }

        using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{invocation.Operand}")!;
        Streams.Write(new StreamReader(script).ReadToEnd());
        return ExitCode.Done;
    }
}
