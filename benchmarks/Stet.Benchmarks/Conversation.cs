using System.Diagnostics;
using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.Benchmarks;

/// <param name="Run">Milliseconds that the submission itself ran.</param>
/// <param name="Prompt">Milliseconds from sending it to the outcome.</param>
/// <param name="Kept">Milliseconds from sending it until it was durable.</param>
internal sealed record Timing(Outcome Outcome, double Run, double Prompt, double Kept)
{
    /// <summary>How long the prompt was held up beside the run.</summary>
    public double Overhead => Prompt - Run;

    /// <summary>How long it took to make it durable after it had run.</summary>
    public double Keeping => Kept - Run;
}

/// <summary>A session whose submissions are timed.</summary>
internal sealed class Conversation(RemoteSession session) : IDisposable
{
    public int Host => session.HostProcessId;

    /// <param name="rows">Of a terminal that processes can have; 0 for none.</param>
    public static async Task<Conversation> Begin(RemoteWorkspace workspace, int rows = 0) =>
        new(await workspace.AttachAsync(new(workspace.Folder, "benchmark") { Height = rows }));

    /// <exception cref="InvalidOperationException">The submission failed.</exception>
    public async Task<Timing> Submit(string code)
    {
        var listener = new KeptClock();
        var watch = Stopwatch.StartNew();
        var outcome = await session.Submit(code, listener);
        var prompt = watch.Elapsed.TotalMilliseconds;
        if (!outcome.Ok)
        {
            throw new InvalidOperationException($"'{code}' failed: {string.Join("; ", outcome.Errors.Select(error => error.Message))}");
        }

        var kept = outcome.Kept ? prompt : (await listener.WhenKept, watch.Elapsed.TotalMilliseconds).Item2;
        return new(outcome, outcome.Milliseconds, prompt, kept);
    }

    public Task<IReadOnlyList<HistoryHit>> Search(string text, int limit) => session.Search(text, limit);

    public Task<RecallCheck> CheckRecall(Outcome entry) => session.CheckRecall(entry.Number, entry.Code);

    public void Dispose() => session.Dispose();

    private sealed class KeptClock : ISubmissionListener
    {
        private readonly TaskCompletionSource<bool> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> WhenKept => kept.Task;

        public void Kept(SubmissionNumber number) => kept.TrySetResult(true);

        public void Noted(Note note)
        {
            if (note.Kind == NoteKind.NotKept)
            {
                kept.TrySetException(new InvalidOperationException($"Not kept: {note.Text}"));
            }
        }

        public void Started(SubmissionNumber number)
        {
        }

        public void Waiting(string reason)
        {
        }

        public void Output(string text, bool isError)
        {
        }
    }
}
