namespace Stet.Model;

/// <summary>One workspace with its live values: what the engine offers to the host process and, through it, to every front end.</summary>
public interface IWorkspace : IAsyncDisposable
{
    /// <summary>Absolute path of the workspace directory.</summary>
    string Folder { get; }

    /// <summary>True while a submission runs, something is still being kept, or background work of the user's is known to go on.</summary>
    bool Busy { get; }

    /// <summary>How many programs the shells of its sessions have in the background or stopped: they end with the host.</summary>
    int Jobs => 0;

    /// <summary>Attaches a front end. The session lives until it is disposed; its history stays.</summary>
    ISession Attach(SessionOptions options);

    /// <summary>Waits until all that has been submitted is durable.</summary>
    Task WhenKept();
}

/// <param name="Directory">Absolute path where the front end was started: the session's working directory.</param>
/// <param name="FrontEnd">What it is, for <c>history</c>: "terminal", "eval", "run", "pipe".</param>
/// <param name="Width">Columns that a shown value may use.</param>
public sealed record SessionOptions(string Directory, string FrontEnd, int Width = 120)
{
    /// <summary>Rows of the terminal that the front end can lend to a process; 0 where it has none to lend.</summary>
    public int Height { get; init; }

    /// <summary>The environment of the session's shell lines, as <c>NAME=value</c>; empty for the host's own.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>The mask for new files of its shell lines; null for the host's own.</summary>
    public int? FileMask { get; init; }
}

/// <summary>One front end's way into the workspace. Any thread may call; foreground runs of all sessions are taken one at a time.</summary>
public interface ISession : IDisposable
{
    SessionId Id { get; }

    /// <summary>What the user should know on arrival: recovered state, damage, an untrusted store, a definition file that does not compile.</summary>
    IReadOnlyList<Note> Greeting { get; }

    /// <summary>From now on hears what is to be said between submissions. Without a listener it is said with the next one.</summary>
    void Listen(Action<Note> heard)
    {
    }

    /// <summary>Runs one submission. Never throws for what the user's code does; that is in the outcome.</summary>
    Task<Outcome> Submit(string code, ISubmissionListener listener);

    /// <summary>As <see cref="Submit(string, ISubmissionListener)"/>, for the call of a function from a command line.</summary>
    Task<Outcome> Submit(CallSubmission call, ISubmissionListener listener) => Submit(call.Code, listener);

    /// <summary>What the words of a command line that begins with a function's name mean; without words, which functions there are. Runs nothing.</summary>
    Task<CallPlan> PlanCall(IReadOnlyList<string> words) => Task.FromResult(CallPlan.Wrong("this session calls no functions"));

    /// <summary>What can stand in place of the last word of a command line that begins with a function's name. Runs nothing.</summary>
    Task<WordList> CompleteCall(IReadOnlyList<string> words) => Task.FromResult(WordList.None);

    /// <summary>A function as a program of its own, in a folder that is still to be written. Changes nothing.</summary>
    /// <param name="folder">Absolute; from there its references to projects count.</param>
    Task<ExportedProject> Export(string function, string folder) => Task.FromResult(ExportedProject.Refused("this session exports nothing"));

    /// <summary>From now on a shown value may use this many columns: the terminal has another size.</summary>
    void Resize(int width);

    /// <summary>The size of the front end's terminal, also for the process that has it.</summary>
    void Resize(int width, int height) => Resize(width);

    /// <summary>What was typed while a process has the terminal.</summary>
    void TerminalInput(ReadOnlyMemory<byte> bytes);

    /// <summary>Stops the session's running submission (Ctrl-C). Returns at once; the outcome says that it was interrupted.</summary>
    void Interrupt();

    /// <summary>What can stand at a position of an input, best first.</summary>
    Task<CompletionList> Complete(string text, int position);

    /// <summary>The colours of an input: consecutive, non-overlapping spans.</summary>
    IReadOnlyList<ClassifiedSpan> Classify(string text);

    /// <summary>Whether Enter ends the input or starts a new line in it.</summary>
    InputState InputState(string text);

    /// <summary>Entries newest first, for arrows and search.</summary>
    IReadOnlyList<HistoryEntry> History(HistoryQuery query);

    /// <summary>
    /// Entries that match, best first, each text once: all words of <paramref name="text"/>, as they stand or with their letters scattered in order. Ranked by how well they match, by
    /// directory, recency and session; what failed comes last.
    /// </summary>
    Task<IReadOnlyList<HistoryHit>> Search(string text, int limit) =>
        Task.FromResult<IReadOnlyList<HistoryHit>>([.. History(new(text.Length == 0 ? null : text, Limit: limit)).Select(e => new HistoryHit(e, false, e.Session == Id))]);

    /// <summary>Compares what an entry means now with what it meant when it ran. Runs nothing of it.</summary>
    /// <param name="code">The entry's text as it was recalled.</param>
    Task<RecallCheck> CheckRecall(SubmissionNumber number, string code) => Task.FromResult(RecallCheck.None);

    /// <summary>
    /// What a command that lists things has to say, for <c>stet who</c> and its like: "who", "history", "log", "worlds", "doctor", "check", "why NAME"; and
    /// <see cref="Leaving"/>.
    /// Changes nothing and leaves no entry in history. A command that changes something (<c>undo</c>, <c>trust</c>) is submitted instead.
    /// </summary>
    Task<Listing> List(string command);

    /// <summary>Lists the jobs of the session's shell: what ends with it.</summary>
    const string Leaving = "shell jobs";
}

/// <param name="Text">The listing as the prompt shows it, without a last line break; empty where there is nothing to list.</param>
/// <param name="Rows">One JSON object per thing, each on one line.</param>
/// <param name="Errors">What is wrong with the workspace ("check", "doctor"), or with the command itself; empty where all is well.</param>
public sealed record Listing(string Text, IReadOnlyList<string> Rows, IReadOnlyList<Diagnostic> Errors);

/// <param name="Containing">Only entries whose code contains this text, ignoring case; null for all.</param>
/// <param name="Before">Only entries before this number; null for the newest.</param>
/// <param name="OwnSessionFirst">This session's entries come first, then the others'.</param>
public sealed record HistoryQuery(string? Containing = null, SubmissionNumber? Before = null, int Limit = 100, bool OwnSessionFirst = false);

/// <summary>Hears what happens during a submission, in order; may be called from several threads, one at a time.</summary>
public interface ISubmissionListener
{
    /// <summary>The entry is durable and the run begins. Earlier calls are only <see cref="Waiting"/>.</summary>
    void Started(SubmissionNumber number);

    /// <summary>Another session runs, or a value is still being kept; <paramref name="reason"/> says for what the submission waits.</summary>
    void Waiting(string reason);

    void Output(string text, bool isError);

    /// <summary>A process has the terminal from now on: it is drawn by nobody else, and what is typed goes to <see cref="ISession.TerminalInput"/>.</summary>
    void TerminalLent()
    {
    }

    /// <summary>What that process writes, to be passed on untouched. Good until the call returns.</summary>
    void TerminalOutput(ReadOnlyMemory<byte> bytes)
    {
    }

    /// <summary>The front end has its terminal again.</summary>
    /// <param name="unread">What was typed meanwhile and no process has read: it was typed ahead, for the front end.</param>
    void TerminalReturned(ReadOnlyMemory<byte> unread)
    {
    }

    /// <summary>Everything up to and including this submission is durable. May come after the outcome for large values.</summary>
    void Kept(SubmissionNumber number);

    /// <summary>Something that happened after the outcome and concerns it: a value that could not be kept, and why.</summary>
    void Noted(Note note);
}

public enum InputState
{
    Complete,
    Incomplete,

    /// <summary>Cannot become right by adding lines; Enter submits it, and the compiler says what is wrong.</summary>
    Invalid,
}

/// <param name="Start">Where the completed word begins; <see cref="Length"/> characters from there are replaced.</param>
public sealed record CompletionList(int Start, int Length, IReadOnlyList<Completion> Items)
{
    public static CompletionList None { get; } = new(0, 0, []);
}

/// <param name="Insert">The text that replaces the word.</param>
/// <param name="Kind">"variable", "function", "type", "method", "property", "field", "event", "keyword", "namespace", "local", "enum member".</param>
/// <param name="Detail">One line: the signature or type.</param>
public sealed record Completion(string Insert, string Kind, string Detail);

public enum TokenClass
{
    Plain,
    Keyword,
    Identifier,
    TypeName,
    FunctionName,
    VariableName,
    Number,
    Text,
    Comment,
    Operator,
    Shell,
    Bad,
}

public readonly record struct ClassifiedSpan(int Start, int Length, TokenClass Class);
