using Stet.Model;

namespace Stet.Terminal.Editing;

/// <summary>Ctrl-R: a text to look for, and the entries that match it, best first, one of them chosen.</summary>
internal sealed class HistorySearch(IEnquiries asks)
{
    private int _asked;

    public bool IsOpen { get; private set; }

    public string Query { get; private set; } = "";

    public IReadOnlyList<HistoryHit> Found { get; private set; } = [];

    public int Chosen { get; private set; }

    public HistoryEntry? ChosenEntry => Chosen < Found.Count ? Found[Chosen].Entry : null;

    public void Open()
    {
        IsOpen = true;
        LookFor("");
    }

    public void Close()
    {
        IsOpen = false;
        _asked++;
    }

    public void Type(string text) => LookFor(Query + text);

    public void Backspace() => LookFor(Query[..Motions.Previous(Query, Query.Length)]);

    public void Move(int by) => Chosen = Math.Clamp(Chosen + by, 0, Math.Max(0, Found.Count - 1));

    private void LookFor(string query)
    {
        Query = query;
        var question = ++_asked;
        asks.Search(query, found =>
        {
            if (question == _asked)
            {
                // The same command run many times is one way back to it.
                Found = [.. found.DistinctBy(hit => hit.Entry.Code)];
                Chosen = 0;
            }
        });
    }
}
