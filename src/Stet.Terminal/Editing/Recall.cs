using Stet.Model;

namespace Stet.Terminal.Editing;

/// <summary>
/// The entry that stands in the input as it was recalled, and what it means now. Asked in the background when it is recalled; what can destroy something is asked
/// once more on Enter, since files may have come and gone.
/// </summary>
internal sealed class Recall(IEnquiries asks)
{
    private HistoryEntry? _entry;
    private RecallCheck? _check;
    private Action? _run;
    private int _asked;

    /// <summary>Enter was pressed and the check is awaited; keys have to wait with it.</summary>
    public bool IsChecking { get; private set; }

    /// <summary>What is asked before it runs; empty where nothing is.</summary>
    public string Question { get; private set; } = "";

    /// <summary>Old and new text of what has changed are shown.</summary>
    public bool ShowsDetails { get; private set; }

    public void Begin(HistoryEntry? entry)
    {
        Forget();
        if (entry is not null)
        {
            _entry = entry;
            Check(check => _check = check);
        }
    }

    public void Forget()
    {
        _asked++;
        (_entry, _check, _run) = (null, null, null);
        (IsChecking, Question, ShowsDetails) = (false, "", false);
    }

    /// <summary>The line under the input, where the text is still as it was recalled.</summary>
    public string HintFor(string text) => Of(text) is { Hint.Length: > 0 } check ? check.Hint + (ShowsDetails ? "" : "  (Alt-D shows)") : "";

    public string DetailsFor(string text) => ShowsDetails && Of(text) is { } check ? check.Details : "";

    /// <summary>Alt-D.</summary>
    /// <returns>False where there is nothing to show.</returns>
    public bool ToggleDetails(string text)
    {
        if (Of(text) is not { Changes.Count: > 0 })
        {
            return false;
        }

        ShowsDetails = !ShowsDetails;
        return true;
    }

    /// <summary>Enter on an input: runs it, now or when the check is there and what it asks has been answered with yes.</summary>
    public void Submit(string text, Action run)
    {
        if (!IsOf(text) || _check is { Destructive: false })
        {
            run();
            return;
        }

        IsChecking = true;
        _run = run;
        Check(Checked);
    }

    public void Answer(bool yes)
    {
        var run = _run;
        (_run, Question) = (null, "");
        if (yes)
        {
            run?.Invoke();
        }
    }

    /// <summary>Ctrl-C while the check is awaited.</summary>
    public void GiveUp()
    {
        _asked++;
        (IsChecking, _run) = (false, null);
    }

    private void Checked(RecallCheck? check)
    {
        IsChecking = false;
        var wasDestructive = _check is { Destructive: true };
        _check = check ?? _check;
        Question = check is null && wasDestructive ? "What this would destroy now could not be looked at. Run it?" : check?.Question ?? "";
        if (Question.Length == 0)
        {
            Answer(yes: true);
        }
    }

    private RecallCheck? Of(string text) => IsOf(text) ? _check : null;

    private bool IsOf(string text) => _entry is { } entry && entry.Code.Trim() == text.Trim();

    private void Check(Action<RecallCheck?> answer)
    {
        var question = ++_asked;
        asks.CheckRecall(_entry!, check =>
        {
            if (question == _asked)
            {
                answer(check);
            }
        });
    }
}
