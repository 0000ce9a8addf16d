using System.Collections;
using System.Text;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>
/// What shell lines of one session share: the environment, the last exit code, and what earlier lines left behind (variables, functions, aliases,
/// options, the mask for new files), as text that a shell reads to be as that one was.
/// </summary>
public sealed class ShellSession(IReadOnlyList<string>? environment = null, int? mask = null)
{
    private static readonly AsyncLocal<ShellSession?> Flowing = new();
    private static readonly ShellSession Outside = new();

    private readonly HashSet<ChildProcess> running = [];
    private readonly HashSet<string> unset = [];
    private readonly Lock beginning = new();
    private StandingShell? standing;

    /// <summary>The session whose code is running; set by the engine for each run.</summary>
    public static ShellSession Current
    {
        get => Flowing.Value ?? Outside;
        set => Flowing.Value = value;
    }

    /// <summary>Of the last line that has ended.</summary>
    public int ExitCode { get; set; }

    /// <summary>The front end's terminal, while it may be lent to a process; null where there is none.</summary>
    public ITerminalLoan? Terminal { get; set; }

    /// <summary>Aliases to begin with, by name.</summary>
    public Func<IReadOnlyDictionary<string, string>> Aliases { get; set; } = () => new Dictionary<string, string>();

    /// <summary>Called when Ctrl-C has ended a process that had the terminal: the code around it is meant too.</summary>
    public Action Interrupted { get; set; } = () => { };

    /// <summary>Called when Ctrl-Z has stopped a process that had the terminal: the code around it is to end, as a loop of a shell does.</summary>
    public Action Halted { get; set; } = () => { };

    /// <summary>Hears what programs in the background write to the terminal between lines.</summary>
    public Action<ReadOnlyMemory<byte>> HeardBehind { get; set; } = _ => { };

    /// <summary>Hears of jobs that have ended or stopped, as the shell tells it.</summary>
    public Action<IReadOnlyList<string>> HeardOfJobs { get; set; } = _ => { };

    /// <summary>The job that Ctrl-Z has stopped in this run; null where none was.</summary>
    public string? Stopped { get; private set; }

    /// <summary>A run of the session's code begins.</summary>
    public void BeginRun() => (Stopped, Halted) = (null, Interrupted);

    /// <summary>Jobs of the session's shell, as they are now: stopped ones, and those that go on in the background.</summary>
    public (IReadOnlyList<string> Stopped, IReadOnlyList<string> Running) Jobs()
    {
        standing?.Look();
        return standing?.Jobs ?? ([], []);
    }

    /// <summary>How many jobs there were when the shell said it last.</summary>
    public int KnownJobs => standing is { } shell && shell.Jobs is var (stopped, running) ? stopped.Count + running.Count : 0;

    /// <summary>The terminal is gone for good: programs are told.</summary>
    public void HangUp() => standing?.Dispose();

    /// <summary>The environment of the next line's process, without what lines have unset.</summary>
    internal IReadOnlyList<byte[]> Environment => [.. Whole().Where(e => !unset.Contains(NameOf(e))).Select(SystemText.ToBytes)];

    internal int? Mask => mask;

    /// <summary>What a shell reads to be as the last one was; null before the first line.</summary>
    internal byte[]? State
    {
        get
        {
            standing?.WaitForState();
            return StateNow;
        }
    }

    /// <summary>As far as it is known now: the standing shell may be about to say more.</summary>
    internal byte[]? StateNow { get; private set; }

    /// <summary>A variable of the environment as the session began.</summary>
    internal string? Variable(string name) => Whole().FirstOrDefault(e => NameOf(e) == name) is { } entry ? entry[(name.Length + 1)..] : null;

    /// <summary>The folders in which programs are looked for, as the session began.</summary>
    public string? PathVariable => Variable("PATH");

    /// <summary>Takes what a shell has left behind.</summary>
    internal void Take(IReadOnlySet<string> exported, byte[] state)
    {
        unset.UnionWith(Whole().Select(NameOf).Where(n => IsName(n) && !exported.Contains(n)));
        unset.ExceptWith(exported);
        StateNow = state;
    }

    /// <summary>Runs a line in the shell that stays, where there is a bash and it is free.</summary>
    /// <returns>The exit code; null where it has to run in a shell of its own.</returns>
    internal int? RunStanding(ShellScript script, string directory, ITerminalLoan loan)
    {
        if (FreeStanding(loan) is not { } shell)
        {
            return null;
        }

        var report = shell.Run(script, directory, loan);
        ExitCode = report.ExitCode;
        if (report.Directory.Length > 0)
        {
            ShellProgram.Go(report.Directory);
        }

        Stopped = JobStop.Is(report) ? report.Stopped.FirstOrDefault(j => j.Contains("]+", StringComparison.Ordinal)) : null;
        if (Stopped is not null)
        {
            Halted();
        }
        else if (shell.WasInterrupted)
        {
            Interrupted();
        }

        return ExitCode;
    }

    internal void Add(ChildProcess process)
    {
        lock (running)
        {
            running.Add(process);
        }
    }

    internal void Remove(ChildProcess process)
    {
        lock (running)
        {
            running.Remove(process);
        }
    }

    /// <summary>A session like this one, whose lines leave nothing behind here.</summary>
    public ShellSession Aside()
    {
        var aside = new ShellSession(environment, mask) { Aliases = Aliases };
        aside.unset.UnionWith(unset);
        aside.StateNow = State;
        return aside;
    }

    /// <summary>Ends the processes that run: asked first, then forced.</summary>
    public void Stop()
    {
        const int interrupt = 2, kill = 9;
        ChildProcess[] all;
        lock (running)
        {
            all = [.. running];
        }

        standing?.Stop();
        Array.ForEach(all, p => p.Signal(interrupt));
        _ = Task.Delay(300).ContinueWith(_ => Array.ForEach(all, p => p.Signal(kill)), TaskScheduler.Default);
    }

    private StandingShell? FreeStanding(ITerminalLoan loan)
    {
        lock (beginning)
        {
            if (standing is null or { IsAlive: false })
            {
                standing?.Dispose();
                standing = ShellProgram.Find(this) is var path && Path.GetFileName(path) == "bash" ? new(this, path, loan.Columns, loan.Rows) : null;
            }

            return standing?.TryEnter() == true ? standing : null;
        }
    }

    private IEnumerable<string> Whole() =>
        environment ?? System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => $"{e.Key}={e.Value}");

    private static string NameOf(string entry) => entry.Split('=', 2)[0];

    /// <summary>Others a shell passes on and does not know.</summary>
    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && text != "_";
}

/// <summary>The terminal of a front end, as a process can have it for a while.</summary>
public interface ITerminalLoan
{
    int Columns { get; }

    int Rows { get; }

    /// <summary>From now on what is typed goes to <paramref name="input"/>, and changes of size to <paramref name="resized"/>.</summary>
    void Take(Action<ReadOnlyMemory<byte>> input, Action<int, int> resized);

    void Write(ReadOnlyMemory<byte> bytes);

    /// <summary>Gives it back to the prompt.</summary>
    /// <param name="unread">What was typed meanwhile and no process has read.</param>
    void Return(ReadOnlyMemory<byte> unread);
}
