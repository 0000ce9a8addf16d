using System.Collections.Concurrent;
using System.Globalization;
using Stet.Model;

namespace Stet.Terminal.Fake;

/// <summary>
/// A session without a host, for the prompt's tests: it keeps history, echoes what it is given, and acts on a few words:
/// <c>print TEXT</c>, <c>write TEXT</c> (no line end), <c>spin</c> (until interrupted), <c>stuck</c> (also then), <c>sleep MS</c>,
/// <c>later MS TEXT</c> (output after the outcome), <c>big MS</c> (kept later), <c>flood N</c>, <c>wrong</c>, <c>lose</c>.
/// </summary>
public sealed class FakeSession : ISession
{
    private readonly List<HistoryEntry> _history = [];
    private readonly TaskCompletionSource _killed = new();
    private TaskCompletionSource _interrupted = new();
    private long _number;

    public SessionId Id { get; init; } = new("fake");

    public IReadOnlyList<Note> Greeting { get; init; } = [];

    /// <summary>What was submitted, in order.</summary>
    public ConcurrentQueue<string> Submitted { get; } = new();

    /// <summary>Waits, in place of the clock's own time.</summary>
    public Func<TimeSpan, Task> Delay { get; init; } = time => Task.Delay(time);

    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    public IReadOnlyList<string> Words { get; init; } = ["Console", "Concat", "Count", "Contains", "price", "print"];

    public void Remember(string code, EntryState state = EntryState.Succeeded, string directory = "/data", string session = "earlier", double minutesAgo = 0) =>
        _history.Add(new HistoryEntry(
            new(++_number), new(session), code, directory, Now.AddMinutes(-minutesAgo), state, 1, null, null, ""));

    public int Width { get; private set; }

    public async Task<Outcome> Submit(string code, ISubmissionListener listener)
    {
        Submitted.Enqueue(code);
        var number = new SubmissionNumber(++_number);
        _history.Add(new HistoryEntry(number, Id, code, "/here", Now, EntryState.Succeeded, 1, null, null, ""));
        _interrupted = new TaskCompletionSource();
        var words = code.Split(' ', 2);
        var rest = words.ElementAtOrDefault(1) ?? "";
        if (words[0] == "wait")
        {
            listener.Waiting(rest);
            await Delay(TimeSpan.FromSeconds(1));
        }

        listener.Started(number);
        var begun = DateTime.UtcNow;
        var outcome = await Run(words[0], rest, number, code, listener);
        var spent = (DateTime.UtcNow - begun).TotalMilliseconds;
        return outcome.Milliseconds > 0 ? outcome : outcome with { Milliseconds = spent };
    }

    public void Resize(int width) => Width = width;

    /// <summary>What was typed for a process that has the terminal.</summary>
    public List<byte> Typed { get; } = [];

    public void TerminalInput(ReadOnlyMemory<byte> bytes) => Typed.AddRange(bytes.ToArray());

    public void Interrupt() => _interrupted.TrySetResult();

    public Task Kill()
    {
        _killed.TrySetResult();
        return Task.CompletedTask;
    }

    public Task<CompletionList> Complete(string text, int position)
    {
        var start = position;
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        var word = text[start..position];
        var items = Words.Where(w => w.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(w => new Completion(w, "method", $"void {w}()"));
        return Task.FromResult(new CompletionList(start, position - start, [.. items]));
    }

    public IReadOnlyList<ClassifiedSpan> Classify(string text) => Lexer.Classify(text);

    public InputState InputState(string text)
    {
        var depth = text.Sum(c => "([{".Contains(c) ? 1 : ")]}".Contains(c) ? -1 : 0);
        return depth > 0 ? Model.InputState.Incomplete : depth < 0 ? Model.InputState.Invalid : Model.InputState.Complete;
    }

    public IReadOnlyList<HistoryEntry> History(HistoryQuery query) =>
    [
        .. Enumerable.Reverse(_history)
            .Where(e => query.Containing is null || e.Code.Contains(query.Containing, StringComparison.OrdinalIgnoreCase))
            .Where(e => query.Before is not { } before || e.Number.CompareTo(before) < 0)
            .Take(query.Limit),
    ];

    public Task<IReadOnlyList<HistoryHit>> Search(string text, int limit) =>
        Task.FromResult<IReadOnlyList<HistoryHit>>([.. History(new(text.Length == 0 ? null : text, Limit: limit)).Select(e => new HistoryHit(e, e.Directory != "/here", e.Session == Id))]);

    /// <summary>What recalled texts mean now; the others mean what they meant.</summary>
    public Dictionary<string, RecallCheck> Checks { get; } = [];

    public Task<RecallCheck> CheckRecall(SubmissionNumber number, string code) =>
        Task.FromResult(Checks.TryGetValue(code, out var check) ? check with { Number = number } : RecallCheck.None);

    public Task<Listing> List(string command) => Task.FromResult(new Listing("", [], []));

    public void Dispose()
    {
    }

    private async Task<Outcome> Run(string word, string rest, SubmissionNumber number, string code, ISubmissionListener listener)
    {
        var silent = new Outcome(number, code, true, null, null, "", [], [], 0, true);
        switch (word)
        {
            case "print":
                listener.Output(rest + "\n", false);
                return silent;
            case "write":
                listener.Output(rest, false);
                return silent;
            case "spin":
                await Task.WhenAny(_interrupted.Task, _killed.Task);
                return silent with { Ok = false, Errors = [Error("interrupted", code)] };
            case "stuck":
                await _killed.Task;
                return silent with { Ok = false, Errors = [Error("The host was killed from here.", code)] };
            case "lose":
                throw new IOException("no host could be started");
            case "sleep":
                await Delay(Milliseconds(rest));
                return silent;
            case "later":
                After(rest, text => listener.Output(text + "\n", false));
                return silent;
            case "big":
                After(rest, _ => listener.Kept(number));
                return silent with { Kept = false };
            case "flood":
                Flood(int.Parse(rest, CultureInfo.InvariantCulture), listener);
                return silent;
            case "wrong":
                return silent with { Ok = false, Errors = [Error("The name 'wrong' does not exist in the current context", code)] };
            default:
                return silent with { Type = "string", Text = code };
        }
    }

    private static Diagnostic Error(string message, string code) => new(Severity.Error, "CS0103", message, "In[1]", 1, 1, 1, 6, code);

    private static TimeSpan Milliseconds(string text) =>
        TimeSpan.FromMilliseconds(double.TryParse(text, CultureInfo.InvariantCulture, out var time) ? Math.Abs(time) : 0);

    private static void Flood(int lines, ISubmissionListener listener)
    {
        for (var i = 0; i < lines; i++)
        {
            listener.Output($"line {i}\n", false);
        }
    }

    private async void After(string rest, Action<string> act)
    {
        var parts = rest.Split(' ', 2);
        await Delay(Milliseconds(parts[0]));
        act(parts.ElementAtOrDefault(1) ?? "");
    }
}
