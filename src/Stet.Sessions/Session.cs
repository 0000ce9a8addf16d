using Stet.Language.Editing;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Meanings;
using Stet.Sessions.Submitting;

namespace Stet.Sessions;

/// <summary>One front end's session: its directory, its submission in flight.</summary>
internal sealed class Session(Engine engine, SessionId id, SessionOptions options, IReadOnlyList<Note> greeting) : ISession
{
    private Submission? current;

    public SessionId Id => id;

    public IReadOnlyList<Note> Greeting => greeting;

    /// <summary>The session's working directory; follows what its code changes.</summary>
    public string Directory { get; set; } = options.Directory;

    public int Width { get; private set; } = options.Width;

    /// <summary>The redefinition that was refused last, which <c>force</c> accepts.</summary>
    public string? Refused { get; set; }

    /// <summary>What was told of changed meanings.</summary>
    public Telling Telling { get; } = new(TimeProvider.System);

    public async Task<Outcome> Submit(string code, ISubmissionListener listener)
    {
        var submission = new Submission(engine, this, code, listener);
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

    public void Interrupt() => current?.Interrupt();

    public Task<CompletionList> Complete(string text, int position) =>
        Task.Run(() => Completer.Complete(text, position, engine.World, StatementCompiler.RequestWithAll(engine, engine.World, InputParser.Submission(text, "input"))));

    public IReadOnlyList<ClassifiedSpan> Classify(string text) => Classifier.Classify(text);

    public InputState InputState(string text) => Completeness.Of(text);

    public IReadOnlyList<HistoryEntry> History(HistoryQuery query) =>
        [.. engine.Recalling.Of(engine.Store.History(query, id)).Select(e => e with { Code = e.Recalled() })];

    public Task<RecallCheck> CheckRecall(SubmissionNumber number, string code) =>
        Task.Run(() =>
        {
            engine.Keeper.WaitAMoment();
            return engine.Store.Trusted ? new RecallChecking(engine, this).Of(number, code) : RecallCheck.None;
        });

    public Task<Listing> List(string command) => Task.Run(() => Listings.Make(engine, command, Width));

    public void Dispose() => Interrupt();
}
