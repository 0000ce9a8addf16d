namespace Stet.Terminal.Editing;

/// <summary>One change of the text: at <paramref name="Start"/>, <paramref name="Removed"/> became <paramref name="Inserted"/>.</summary>
internal readonly record struct Edit(int Start, string Removed, string Inserted, int CursorBefore);

/// <summary>What can be undone and redone, in groups: a word typed, or a row of deletions, is one group.</summary>
internal sealed class UndoLog
{
    private readonly Stack<List<Edit>> _done = new();
    private readonly Stack<List<Edit>> _undone = new();
    private bool _groupOpen;

    public bool CanUndo => _done.Count > 0;

    public void Add(Edit edit)
    {
        _undone.Clear();
        if (_groupOpen && _done.TryPeek(out var group) && Continues(group[^1], edit))
        {
            group.Add(edit);
        }
        else
        {
            _done.Push([edit]);
        }

        _groupOpen = true;
    }

    public void EndGroup() => _groupOpen = false;

    public void Clear()
    {
        _done.Clear();
        _undone.Clear();
        _groupOpen = false;
    }

    /// <summary>The edits of the last group, newest first, now redoable.</summary>
    public IEnumerable<Edit> TakeUndo()
    {
        if (!_done.TryPop(out var group))
        {
            return [];
        }

        _groupOpen = false;
        _undone.Push(group);
        return Enumerable.Reverse(group);
    }

    /// <summary>The edits of the group last undone, oldest first.</summary>
    public IEnumerable<Edit> TakeRedo()
    {
        if (!_undone.TryPop(out var group))
        {
            return [];
        }

        _done.Push(group);
        return group;
    }

    private static bool Continues(Edit last, Edit next)
    {
        var typing = last.Removed.Length == 0 && next.Removed.Length == 0 && next.Inserted.Length <= 2
            && last.Inserted.Length <= 2 && next.Start == last.Start + last.Inserted.Length;
        var wordBegins = typing && IsBlank(last.Inserted) && !IsBlank(next.Inserted);
        var deleting = last.Inserted.Length == 0 && next.Inserted.Length == 0 && next.Removed.Length <= 2
            && (next.Start == last.Start || next.Start + next.Removed.Length == last.Start);
        return (typing && !wordBegins) || deleting;
    }

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);
}
