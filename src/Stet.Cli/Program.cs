using Stet.Cli;
using Stet.Cli.Commands;
using Stet.Cli.Output;
using Stet.Protocol.Client;

try
{
    var invocation = Invocation.Parse(args);
    return invocation.Command switch
    {
        "help" => Help.Print(),
        "version" => Help.PrintVersion(),
        "eval" => EvalCommand.Run(invocation),
        "run" => RunCommand.Run(invocation),
        "call" => CallCommand.Run(invocation),
        "export" => ExportCommand.Run(invocation),
        "completion" => CompletionCommand.Run(invocation),
        Invocation.CompleteWords => CompleteWordsCommand.Run(invocation),
        "stop" => StopCommand.Run(invocation),
        "undo" or "trust" => SubmitCommand.Run(invocation),
        "who" or "history" or "log" or "worlds" or "doctor" or "check" or "why" => ListCommand.Run(invocation),
        _ => PromptCommand.Run(invocation),
    };
}
catch (UsageException e)
{
    Streams.WriteError($"stet: {e.Message}\nTry: stet --help\n");
    return ExitCode.Usage;
}
catch (HostTrouble e)
{
    Streams.WriteError($"stet: {e.Message}\n");
    return ExitCode.Failed;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    Streams.WriteError($"stet: {e.Message}\n");
    return ExitCode.Failed;
}
