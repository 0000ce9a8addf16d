using Stet.Language.Editing;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Meanings;
using Stet.Sessions.Shells;
using Stet.Sessions.Submitting;
using Stet.Toolbox.Shell;

namespace Stet.Sessions;

/// <summary>One front end's session: its directory, its submission in flight.</summary>
internal sealed class Session : ISession
{
    private readonly Engine engine;
    private readonly SessionId id;
    private readonly IReadOnlyList<Note> greeting;
    private readonly System.Collections.Concurrent.ConcurrentQueue<Note> untold = [];
    private Action<Note>? listening;
    private Submission? current;
    private int height;
    private CancellationTokenSource? checking;

    public Session(Engine engine, SessionId id, SessionOptions options, IReadOnlyList<Note> greeting)
    {
        (this.engine, this.id, this.greeting) = (engine, id, greeting);
        (Directory, Width, height) = (options.Directory, options.Width, options.Height);
        var behind = new BehindOutput(Tell);
        Shell = new(options.Environment.Count > 0 ? options.Environment : null, options.FileMask)
        {
            Aliases = () => ShellProfile.Aliases(options.Directory),
            HeardBehind = behind.Take,
            HeardOfJobs = behind.Take,
        };
    }

    public SessionId Id => id;

    public IReadOnlyList<Note> Greeting => greeting;

    /// <summary>The session's working directory; follows what its code changes.</summary>
    public string Directory { get; set; }

    public int Width { get; private set; }

    /// <summary>What the session's shell lines share.</summary>
    public ShellSession Shell { get; }

    /// <summary>The front end's terminal, while a submission may lend it.</summary>
    public SessionTerminal? Terminal { get; private set; }

    /// <summary>The redefinition that was refused last, which <c>force</c> accepts.</summary>
    public string? Refused { get; set; }

    /// <summary>The submission that runs now.</summary>
    public SubmissionNumber? Running { get; set; }

    /// <summary>What was told of changed meanings.</summary>
    public Telling Telling { get; } = new(TimeProvider.System);

    /// <summary>What it watches.</summary>
    public Watching.WatchList Watched { get; } = new();

    /// <summary>Called at its end.</summary>
    public Action Left { private get; set; } = () => { };

    public void Listen(Action<Note> heard) => listening = heard;

    /// <summary>Says something that comes of no submission of this session.</summary>
    public void Tell(Note note)
    {
        if (listening is { } heard)
        {
            heard(note);
        }
        else
        {
            untold.Enqueue(note);
        }
    }

    /// <summary>What could not be said when it came.</summary>
    public IEnumerable<Note> TakeUntold()
    {
        while (untold.TryDequeue(out var note))
        {
            yield return note;
        }
    }

    public Task<Outcome> Submit(string code, ISubmissionListener listener) => Run(new(engine, this, code, listener));

    public Task<Outcome> Submit(CallSubmission call, ISubmissionListener listener) =>
        Run(new(engine, this, call.Code, listener) { Form = call.Form, Input = call.Input });

    private async Task<Outcome> Run(Submission submission)
    {
        current = submission;
        try
        {
            return await submission.Run().ConfigureAwait(false);
        }
        finally
        {
            current = null;
        }
    }

    public void Resize(int width) => Width = width;

    public void Resize(int width, int height)
    {
        (Width, this.height) = (width, height);
        Terminal?.Resize(width, height);
    }

    public void TerminalInput(ReadOnlyMemory<byte> bytes) => Terminal?.Typed(bytes);

    /// <summary>For one submission.</summary>
    public void LendTerminal(ISubmissionListener listener, OutputBuffer output) =>
        Shell.Terminal = Terminal = height > 0 ? new(Width, height, listener, output) : null;

    public void KeepTerminal() => Shell.Terminal = Terminal = null;

    /// <summary>Whether a word is a program, and no name of C#.</summary>
    public bool IsProgram(string word) => Programs.Has(engine.World, Shell.PathVariable, word);

    public void Interrupt()
    {
        current?.Interrupt();
        checking?.Cancel();
    }

    public Task<CompletionList> Complete(string text, int position) => Task.Run(() => ShellCursor.At(text, position, IsProgram) is { } cursor
        ? ShellCompletion.Of(this, cursor, position)
        : Completer.Complete(text, position, engine.World, StatementCompiler.RequestWithAll(engine, engine.World, InputParser.Submission(text, "input"))));

    public IReadOnlyList<ClassifiedSpan> Classify(string text) => Classifier.Classify(text);

    public InputState InputState(string text) => Completeness.Of(text);

    public IReadOnlyList<HistoryEntry> History(HistoryQuery query) =>
        [.. engine.Recalling.Of(engine.Store.History(query, id)).Select(e => e with { Code = e.Recalled() })];

    public Task<IReadOnlyList<HistoryHit>> Search(string text, int limit) => Task.Run<IReadOnlyList<HistoryHit>>(() =>
        [.. engine.Recalling.Of(engine.Searching.Find(text, Directory, id, limit)).Select(e => new HistoryHit(e with { Code = e.Recalled() }, e.Directory != Directory, e.Session == id))]);

    public Task<RecallCheck> CheckRecall(SubmissionNumber number, string code) =>
        Task.Run(() =>
        {
            engine.Keeper.WaitAMoment();
            return engine.Store.Trusted ? new RecallChecking(engine, this).Of(number, code) : RecallCheck.None;
        });

    public Task<CallPlan> PlanCall(IReadOnlyList<string> words) => Task.Run(() => new FunctionCalls.CallPlanning(engine, Width).Of(words));

    public Task<WordList> CompleteCall(IReadOnlyList<string> words) => Task.Run(() => new FunctionCalls.CallCompletion(engine).Of(words));

    public Task<ExportedProject> Export(string function, string folder) => Task.Run(() => new Exporting.Export(engine).Of(function, folder));

    public Task<Listing> List(string command) => Task.Run(() => command == ISession.Leaving ? Leaving.Of(Shell) : command == "check" ? Check() : Listings.Make(engine, command, Width));

    private Listing Check()
    {
        var stop = new CancellationTokenSource();
        checking = stop;
        try
        {
            return new Checking.WorkspaceCheck(engine, Directory, told => listening?.Invoke(new(NoteKind.Progress, told, [])), stop.Token).Run();
        }
        finally
        {
            checking = null;
        }
    }

    public void Dispose()
    {
        engine.Watches.Leave(this);
        Interrupt();
        Shell.HangUp();
        Left();
    }
}
