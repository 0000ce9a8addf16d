using Stet.Model;

namespace Stet.Terminal.Editing;

/// <summary>
/// What the editor asks of the session. Asking returns at once; the answer is handed over later, on the prompt's own thread,
/// and may be skipped when a newer question of its kind has been asked meanwhile.
/// </summary>
internal interface IEnquiries
{
    /// <summary>The colours and the state of an input.</summary>
    void Look(string text, Action<Look> answer);

    void Complete(string text, int position, Action<CompletionList> answer);

    void Recall(HistoryQuery query, Action<IReadOnlyList<HistoryEntry>> answer);

    /// <summary>What a recalled entry means now; null where that could not be asked.</summary>
    void CheckRecall(HistoryEntry entry, Action<RecallCheck?> answer);

    void Search(string text, Action<IReadOnlyList<HistoryHit>> answer);
}

/// <summary>How the session sees an input.</summary>
internal sealed record Look(string Text, IReadOnlyList<ClassifiedSpan> Colours, InputState State);
