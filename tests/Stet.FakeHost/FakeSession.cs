using System.Diagnostics;
using System.Text.Json;
using Stet.Model;

namespace Stet.FakeHost;

/// <summary>
/// Understands: <c>show TEXT</c>, <c>print TEXT</c>, <c>complain TEXT</c>, <c>note TEXT</c>, <c>error</c>, <c>throw</c>, <c>until FILE</c> (runs until the
/// file exists or Ctrl-C), <c>spin</c> (deaf to Ctrl-C), <c>late FILE</c> (kept when the file exists), <c>unkept</c>, <c>refused</c>, <c>fault</c>, <c>overflow</c>, <c>failfast TEXT</c>,
/// <c>exit CODE</c>, <c>uncaught TEXT</c>, <c>kill</c>, <c>directory</c>. A text that ends in <c>...</c> is incomplete.
/// </summary>
internal sealed class FakeSession(FakeWorkspace workspace, SessionId id, SessionOptions options) : ISession
{
    private CancellationTokenSource _interrupt = new();

    public SessionId Id => id;

    public IReadOnlyList<Note> Greeting { get; } = [];

    public int Width { get; private set; }

    public async Task<Outcome> Submit(string code, ISubmissionListener listener)
    {
        if (code == "fault")
        {
            throw new InvalidOperationException("the engine broke its promise");
        }

        if (code == "refused")
        {
            return new(default, code, false, null, null, "", [new(Severity.Error, "STET0300", "The disk is full.", "input", 1, 1, 1, 8, code)], [], 0, false);
        }

        if (workspace.Foreground.CurrentCount == 0)
        {
            listener.Waiting("another session runs");
        }

        await workspace.Foreground.WaitAsync();
        var entry = new HistoryEntry(default, id, code, options.Directory, DateTimeOffset.Now, EntryState.Running, 0, null, null, "");
        try
        {
            _interrupt = new();
            entry = entry with { Number = workspace.Begin(entry) };
            listener.Started(entry.Number);
            var watch = Stopwatch.StartNew();
            var heard = new Echo(listener);
            var outcome = await Run(entry.Number, code, heard, _interrupt.Token);
            var state = outcome.Ok ? EntryState.Succeeded : _interrupt.IsCancellationRequested ? EntryState.Interrupted : EntryState.Failed;
            workspace.Record(entry with { State = state, Result = outcome.Text, Output = heard.Text });
            return outcome with { Stdout = heard.Text, Milliseconds = watch.Elapsed.TotalMilliseconds };
        }
        finally
        {
            workspace.Foreground.Release();
        }
    }

    public void Resize(int width) => Width = width;

    /// <summary>What was typed for a process that has the terminal.</summary>
    public List<byte> Typed { get; } = [];

    public void TerminalInput(ReadOnlyMemory<byte> bytes) => Typed.AddRange(bytes.ToArray());

    /// <summary>Knows <c>count</c>, which counts the bytes of standard input, <c>first N</c>, which reads no more than N of them, <c>help</c>, <c>bad</c>, <c>broken</c>, and <c>show</c>, which shows its words.</summary>
    public Task<CallPlan> PlanCall(IReadOnlyList<string> words) => Task.FromResult(words switch
    {
        [] => new CallPlan(CallStep.Help, "show\ncount\n"),
        ["help", ..] => new(CallStep.Help, "Shows.\n"),
        ["bad", ..] => CallPlan.Wrong("bad: --a wants an int, and 'x' is none."),
        ["broken", ..] => new(CallStep.Failed, "broken: it is broken\n"),
        ["count", ..] => new(CallStep.Run, "", "read 2000000000", ValueForm.Prompt, words.Contains("--json")),
        ["first", var number] => new(CallStep.Run, "", $"read {number}"),
        _ => new(CallStep.Run, "", "show " + string.Join('|', words)),
    });

    public async Task<Outcome> Submit(CallSubmission call, ISubmissionListener listener)
    {
        if (!call.Code.StartsWith("read ", StringComparison.Ordinal))
        {
            return await Submit(call.Code, listener);
        }

        var most = int.Parse(call.Code["read ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        var buffer = new byte[10_000];
        var count = 0;
        while (count < most && await Task.Run(() => call.Input.Read(buffer, 0, Math.Min(buffer.Length, most - count))) is > 0 and var read)
        {
            count += read;
        }

        return await Submit($"show {count}", listener);
    }

    public Task<WordList> CompleteCall(IReadOnlyList<string> words) => Task.FromResult(words switch
    {
        [_] => new WordList([new("mean", "function", "The middle."), new("median", "function", ""), new("draw", "function", "Draws.")], false),
        [.., "--color", _] => new([new("Red", "value", ""), new("Green", "value", "")], false),
        [.., "--log", _] => new([], true),
        _ => new([new("--color", "option", "How: it's painted [default: Red]"), new("--log", "option", "")], false),
    });

    public void Interrupt() => _interrupt.Cancel();

    public Task<CompletionList> Complete(string text, int position) =>
        Task.FromResult(new CompletionList(0, position, [new("show", "function", "void show(string text)")]));

    public IReadOnlyList<ClassifiedSpan> Classify(string text) => [new(0, text.Length, TokenClass.Identifier)];

    public InputState InputState(string text) =>
        text.EndsWith("...", StringComparison.Ordinal) ? Model.InputState.Incomplete : Model.InputState.Complete;

    public IReadOnlyList<HistoryEntry> History(HistoryQuery query) => workspace.History(query);

    public Task<Listing> List(string command) => Task.FromResult(command switch
    {
        "history" => new Listing(
            string.Join('\n', workspace.History(new()).Select(e => e.Code)),
            [.. workspace.History(new()).Select(e => JsonSerializer.Serialize(new { n = e.Number.Value, code = e.Code }))], []),
        "check" => new("", [], [new(Severity.Error, "CS0103", "The name 'y' does not exist in the current context", "workspace.cs", 3, 5, 3, 6, "x = y;")]),
        "who" => new("", [], []),
        _ => throw new ArgumentException($"no listing is called {command}"),
    });

    public void Dispose() => File.AppendAllText(Path.Combine(workspace.Folder, "left"), id + "\n");

    private async Task<Outcome> Run(SubmissionNumber number, string code, Echo listener, CancellationToken interrupt)
    {
        var (command, argument) = code.Split(' ', 2) is [var c, var a] ? (c, a) : (code, "");
        var ok = new Outcome(number, code, true, null, null, "", [], [], 0, true);
        switch (command)
        {
            case "show":
                return ok with { Type = "string", Text = argument };
            case "width":
                return ok with { Type = "int", Text = $"{Width}" };
            case "directory":
                return ok with { Type = "string", Text = options.Directory };
            case "print":
                listener.Output(argument + "\n", false);
                return ok;
            case "complain":
                listener.Output(argument + "\n", true);
                return ok;
            case "note":
                return ok with { Notes = [new(NoteKind.Hint, argument, ["x"])] };
            case "until":
                return await Until(argument, interrupt) ? ok : Failed(ok, "STET-INTERRUPTED", "Interrupted.");
            case "spin":
                listener.Output("spinning\n", false);
                await Until(Path.Combine(workspace.Folder, "never"), CancellationToken.None);
                return ok;
            case "late":
                workspace.Keeping = Task.Run(
                    async () =>
                    {
                        await Until(argument, CancellationToken.None);
                        listener.Noted(new(NoteKind.LivePart, "s is live", ["s"]));
                        listener.Kept(number);
                    },
                    CancellationToken.None);
                return ok with { Kept = false };
            case "unkept":
                return ok with { Kept = false, Notes = [new(NoteKind.NotKept, "the disk is full", [])] };
            default:
                return Die(command, argument) ?? Failed(ok, "CS0103", $"The name '{command}' does not exist in the current context");
        }
    }

    private async Task<bool> Until(string file, CancellationToken interrupt)
    {
        while (!File.Exists(Path.Combine(workspace.Folder, file)))
        {
            if (interrupt.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(1, CancellationToken.None);
        }

        return true;
    }

    private static Outcome Failed(Outcome outcome, string diagnostic, string message)
    {
        var line = outcome.Code.Split('\n')[0];
        var end = line.IndexOf(' ') is var space and >= 0 ? space : line.Length;
        return outcome with
        {
            Ok = false,
            Errors = [new(Severity.Error, diagnostic, message, $"In[{outcome.Number}]", 1, 1, 1, end + 1, line)],
        };
    }

    private static Outcome? Die(string command, string argument)
    {
        switch (command)
        {
            case "overflow":
                Recurse(0);
                return null;
            case "failfast":
                Environment.FailFast(argument);
                return null;
            case "exit":
                Environment.Exit(int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture));
                return null;
            case "uncaught":
                var thread = new Thread(() => throw new InvalidOperationException(argument));
                thread.Start();
                thread.Join();
                return null;
            case "kill":
                Process.GetCurrentProcess().Kill();
                return null;
            default:
                return null;
        }
    }

    private static int Recurse(int depth) => depth < 0 ? 0 : Recurse(depth + 1) + Recurse(depth + 2);

    /// <summary>Remembers the output for the outcome.</summary>
    private sealed class Echo(ISubmissionListener listener)
    {
        public string Text { get; private set; } = "";

        public void Output(string text, bool isError)
        {
            Text += text;
            listener.Output(text, isError);
        }

        public void Noted(Note note) => listener.Noted(note);

        public void Kept(SubmissionNumber number) => listener.Kept(number);
    }
}
