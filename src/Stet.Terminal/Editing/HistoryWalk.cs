using Stet.Model;

namespace Stet.Terminal.Editing;

/// <summary>
/// Going back and forth through earlier inputs: this session's own first, then all, newest first. Each is recalled whole.
/// The text being written when the walk began waits at its near end. Older entries are fetched as the walk comes to them.
/// </summary>
internal sealed class HistoryWalk(IEnquiries asks, SessionId own, Action<string, HistoryEntry?> show)
{
    private const int Page = 200;
    private readonly List<HistoryEntry> _entries = [];
    private int _at = -1;
    private string _draft = "";
    private bool _more;
    private SubmissionNumber? _oldest;
    private int _asked;

    /// <summary>What has just been submitted is not known yet.</summary>
    private bool _isBeginning;

    /// <summary>Steps to be taken once it is: before, each would lead one entry too far.</summary>
    private int _wanted;

    /// <summary>A new input begins: the walk is at its near end, and what has been submitted since is looked up.</summary>
    public void Begin()
    {
        (_at, _draft, _isBeginning, _wanted) = (-1, "", true, 0);
        var question = ++_asked;
        asks.Recall(new HistoryQuery(Limit: Page), found =>
        {
            if (question == _asked)
            {
                _isBeginning = false;
                _entries.Clear();
                Take(found);
                TakeWanted();
            }
        });
    }

    public void Older(string current)
    {
        if (_isBeginning)
        {
            _wanted++;
            _draft = current;
            return;
        }

        var next = _at + 1;
        while (next < _entries.Count && _entries[next].Code == current)
        {
            next++;
        }

        if (next < _entries.Count)
        {
            _draft = _at < 0 ? current : _draft;
            _at = next;
            show(_entries[_at].Code, _entries[_at]);
        }
        else if (_more)
        {
            _more = false;
            FetchOlder(current);
        }
    }

    public void Newer(string current)
    {
        if (_isBeginning)
        {
            _wanted = Math.Max(0, _wanted - 1);
            return;
        }

        if (_at < 0)
        {
            return;
        }

        do
        {
            _at--;
        }
        while (_at >= 0 && _entries[_at].Code == current);
        show(_at < 0 ? _draft : _entries[_at].Code, _at < 0 ? null : _entries[_at]);
    }

    private void TakeWanted()
    {
        for (var current = _draft; _wanted > 0; _wanted--)
        {
            Older(current);
            current = _at < 0 ? current : _entries[_at].Code;
        }
    }

    private void FetchOlder(string current)
    {
        var question = ++_asked;
        asks.Recall(new HistoryQuery(Before: _oldest, Limit: Page), found =>
        {
            if (question == _asked)
            {
                Take(found);
                Older(current);
            }
        });
    }

    /// <summary>What was forgotten is passed over.</summary>
    private void Take(IReadOnlyList<HistoryEntry> all)
    {
        _more = all.Count == Page;
        _oldest = all.Count > 0 ? all.Min(entry => entry.Number) : _oldest;
        var found = all.Where(entry => entry.Code != HistoryEntry.Forgotten).ToList();
        _entries.AddRange(found.Where(entry => entry.Session == own));
        _entries.AddRange(found.Where(entry => entry.Session != own));
    }
}
