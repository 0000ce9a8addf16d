using Stet.Model;
using Stet.Terminal.Editing;

namespace Stet.Terminal.Running;

/// <summary>Asks the session in the background, and brings the answers to the prompt's thread.</summary>
/// <param name="trouble">Told, on the prompt's thread, what a question failed with, whose answer then never comes; null when one was answered.</param>
internal sealed class SessionEnquiries(
    ISession session, Mailbox mailbox, Action<Func<Task>> background, Action<Exception?> trouble) : IEnquiries
{
    private const int MostFound = 100;
    private readonly LatestOnly _looks = new(background);
    private readonly LatestOnly _completions = new(background);
    private readonly LatestOnly _recalls = new(background);
    private readonly LatestOnly _checks = new(background);
    private readonly LatestOnly _searches = new(background);

    public void Look(string text, Action<Look> answer) =>
        Ask(_looks, s => Task.FromResult(new Look(text, s.Classify(text), s.InputState(text))), answer);

    public void Complete(string text, int position, Action<CompletionList> answer) =>
        Ask(_completions, s => s.Complete(text, position), answer);

    public void Recall(HistoryQuery query, Action<IReadOnlyList<HistoryEntry>> answer) =>
        Ask(_recalls, s => Task.FromResult(s.History(query)), answer);

    public void CheckRecall(HistoryEntry entry, Action<RecallCheck?> answer) =>
        Ask(_checks, s => s.CheckRecall(entry.Number, entry.Code), answer, failed: () => answer(null));

    public void Search(string text, Action<IReadOnlyList<HistoryHit>> answer) => Ask(_searches, s => s.Search(text, MostFound), answer);

    private void Ask<T>(LatestOnly kind, Func<ISession, Task<T>> question, Action<T> answer, Action? failed = null) => kind.Do(async () =>
    {
        try
        {
            var found = await question(session).ConfigureAwait(false);
            mailbox.Post(() =>
            {
                trouble(null);
                answer(found);
            });
        }
        catch (Exception e)
        {
            mailbox.Post(() =>
            {
                trouble(e);
                failed?.Invoke();
            });
        }
    });
}
