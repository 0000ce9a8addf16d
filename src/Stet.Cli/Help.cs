using Stet.Cli.Output;

namespace Stet.Cli;

internal static class Help
{
    private const string Text = """
        Stet: an interactive workspace for C#. What you define is kept.

        stet [DIR]                     a prompt on the workspace in DIR (default: this one); starts or joins its host
        stet eval CODE [-w DIR]        one submission; prints what the prompt would print; exit code 1 if it failed
        stet run FILE [-w DIR]         a file of submissions (.cs, .csx, .md transcript, .ipynb)
        stet call NAME [--param V...] [-w DIR]
                                       a function of the workspace as a command; stet call NAME --help says its options,
                                       stet call --help lists the functions
        stet export NAME [-o DIR] [-w DIR]
                                       a function as a C# project of its own, with the code that it reaches
        stet completion bash|zsh|fish  completion for your shell: source <(stet completion bash)
        stet check [-w DIR]            would this workspace load from its files in a clean process, and do its formulas agree?
                                       exit code 1 if not
        stet who | history | log | worlds | doctor [-w DIR]
                                       the values; what was submitted; the states to go back to; the code that
                                       runs; what is wrong with the store
        stet why NAME [-w DIR]         how a value came about, and what of that has changed since
        stet undo | trust [-w DIR]     takes the last change back; allows a workspace made elsewhere to run its code
        stet stop [--force] [-w DIR]   ends the host once all is kept; --force also while a submission or a job runs

        -w, --workspace DIR            the workspace's folder, which must exist
        --json                         one JSON object per submission or per thing listed, each on one line
        --                             what follows is no option: stet eval -- --x
        -h, --help   --version

        With standard input not a terminal, stet reads submissions from it, one after another.
        The host ends after 30 minutes without a front end; STET_IDLE_SECONDS sets another time, or never.
        Ctrl-C interrupts what runs; a second one within two seconds ends the host.

        """;

    public static int Print()
    {
        Streams.Write(Text);
        return ExitCode.Done;
    }

    public static int PrintVersion()
    {
        Streams.Write($"stet {typeof(Help).Assembly.GetName().Version?.ToString(3)}\n");
        return ExitCode.Done;
    }
}
