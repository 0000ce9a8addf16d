using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>
/// A shell line that runs. Where the session has a terminal, its processes have it, but for what is taken or fed here; elsewhere they read nothing, and
/// what they write goes where the code's own output goes.
/// </summary>
internal sealed class RunningShell : IDisposable
{
    private const int HangUp = 1;

    private readonly ShellSession session;
    private readonly ITerminalLoan? loan;
    private readonly PseudoTerminal? terminal;
    private readonly ChildProcess process;
    private readonly List<Relay> relays = [];
    private readonly Descriptor? end;
    private readonly InputFeed? feed;

    /// <param name="input">What its standard input is to be; null for the terminal's, or nothing.</param>
    /// <param name="takesOutput">Whether standard output is read here.</param>
    public RunningShell(ShellSession session, ShellScript script, string directory, IEnumerable<string>? input, bool takesOutput)
    {
        this.session = session;
        loan = session.Terminal;
        terminal = loan is null ? null : PseudoTerminal.Open(loan.Columns, loan.Rows);
        end = takesOutput ? null : Descriptor.OfBytes([]);
        var streams = new List<(Descriptor Here, int There)>();
        var fed = input is null ? default : Stream(streams, 0);
        Output = takesOutput ? Stream(streams, 1).Read.Widened() : null;
        var plain = terminal is null && !takesOutput ? Stream(streams, 1).Read : null;
        var errors = terminal is null ? Stream(streams, 2).Read : null;
        try
        {
            process = ShellProgram.Start(session, script, directory, terminal, streams, end);
        }
        finally
        {
            streams.ForEach(s => s.Here.Dispose());
        }

        session.Add(process);
        feed = input is null ? null : new(input, fed.Write!);
        Connect(plain, errors);
    }

    /// <summary>Its standard output, where that is taken.</summary>
    public Descriptor? Output { get; }

    /// <summary>Waits for its end and takes over what it leaves: exit code, directory, variables.</summary>
    public int Wait()
    {
        try
        {
            session.ExitCode = process.End.GetAwaiter().GetResult();
        }
        catch (ThreadInterruptedException)
        {
            session.Stop();
            throw;
        }

        relays.ForEach(r => r.Settle());
        if (end is not null)
        {
            ShellProgram.TakeEnd(session, end);
        }

        if (process.WasInterrupted && loan is not null)
        {
            session.Interrupted();
        }

        feed?.ThrowIfFailed();
        return session.ExitCode;
    }

    /// <summary>One that still runs is told that nobody listens any more.</summary>
    public void Dispose()
    {
        process.Signal(HangUp);
        session.Remove(process);
        loan?.Return(default);
        Output?.Dispose();
        end?.Dispose();
        _ = Task.WhenAll(relays.Select(r => r.Ended)).ContinueWith(_ => terminal?.Dispose(), TaskScheduler.Default);
    }

    private void Connect(Descriptor? plain, Descriptor? errors)
    {
        if (terminal is not null)
        {
            loan!.Take(bytes => terminal.Side.WriteAll(bytes.Span), terminal.Resize);
            relays.Add(new(terminal.Side, loan.Write));
        }

        if (plain is not null)
        {
            relays.Add(Relay.ToWriter(plain, Console.Out));
        }

        if (errors is not null)
        {
            relays.Add(Relay.ToWriter(errors, Console.Error));
        }
    }

    private static (Descriptor Read, Descriptor Write) Stream(List<(Descriptor Here, int There)> streams, int number)
    {
        var pipe = Descriptor.Pipe();
        streams.Add((number == 0 ? pipe.Read : pipe.Write, number));
        return pipe;
    }
}
