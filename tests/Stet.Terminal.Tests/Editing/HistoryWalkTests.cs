using Stet.Model;
using Stet.Terminal.Editing;

namespace Stet.Terminal.Tests.Editing;

public class HistoryWalkTests
{
    [Fact]
    public void Steps_taken_before_the_newest_entries_are_known_lead_through_these()
    {
        var asked = new LateEnquiries();
        var shown = new List<string>();
        var walk = new HistoryWalk(asked, new("own"), (code, _) => shown.Add(code));
        walk.Begin();
        asked.Answer("b", "a");
        walk.Begin();
        walk.Older("");
        walk.Older("");
        walk.Older("");
        walk.Newer("");
        Assert.Empty(shown);
        asked.Answer("c", "b", "a");
        Assert.Equal(["c", "b"], shown);
        walk.Older("b");
        Assert.Equal("a", shown[^1]);
    }

    /// <summary>Answers when it is told to.</summary>
    private sealed class LateEnquiries : IEnquiries
    {
        private Action<IReadOnlyList<HistoryEntry>> answer = _ => { };

        public void Answer(params string[] codes) =>
            answer([.. codes.Select((code, i) => new HistoryEntry(new(codes.Length - i), new("own"), code, "/", DateTimeOffset.UnixEpoch, EntryState.Succeeded, 1, null, null, ""))]);

        public void Recall(HistoryQuery query, Action<IReadOnlyList<HistoryEntry>> answer) => this.answer = answer;

        public void Look(string text, Action<Look> answer) => throw new NotSupportedException();

        public void Complete(string text, int position, Action<CompletionList> answer) => throw new NotSupportedException();

        public void CheckRecall(HistoryEntry entry, Action<RecallCheck?> answer) => throw new NotSupportedException();

        public void Search(string text, Action<IReadOnlyList<HistoryHit>> answer) => throw new NotSupportedException();
    }
}
