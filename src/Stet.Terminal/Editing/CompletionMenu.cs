using Stet.Model;

namespace Stet.Terminal.Editing;

/// <summary>
/// What could stand where the cursor is. Nothing is chosen until the user moves into the list, so Enter still means what was
/// typed. Invariant: while open, the word being completed reaches from <see cref="Start"/> to the cursor.
/// </summary>
internal sealed class CompletionMenu
{
    private const int Nothing = -1;
    private IReadOnlyList<Completion> _all = [];

    public bool IsOpen => Items.Count > 0;

    /// <summary>The list opened by itself while typing: it is only shown, and keys other than Tab pass it by.</summary>
    public bool IsPassive { get; private set; }

    public int Start { get; private set; }

    /// <summary>How many characters behind the cursor belong to the word, and are replaced with it.</summary>
    public int Behind { get; private set; }

    public IReadOnlyList<Completion> Items { get; private set; } = [];

    public int Chosen { get; private set; } = Nothing;

    public Completion? ChosenItem => Chosen >= 0 ? Items[Chosen] : null;

    public void Open(CompletionList list, string word, bool passive)
    {
        _all = list.Items;
        Start = list.Start;
        Behind = Math.Max(0, list.Length - word.Length);
        IsPassive = passive;
        Filter(word);
    }

    public void Close()
    {
        Items = [];
        Chosen = Nothing;
    }

    /// <summary>The word has changed: those that begin with it, then those that contain it.</summary>
    public void Filter(string word)
    {
        Items = [.. _all.Where(item => Begins(item, word)), .. _all.Where(item => !Begins(item, word) && Contains(item, word))];
        Chosen = Nothing;
    }

    /// <summary>Moves into the list or within it, around its ends.</summary>
    public void Move(int by)
    {
        IsPassive = false;
        Chosen = Chosen == Nothing && by < 0 ? Items.Count - 1 : (Chosen + by + Items.Count) % Items.Count;
    }

    /// <summary>The longest text with which all items that begin with the word begin; never shorter than the word.</summary>
    public string CommonPrefix(string word)
    {
        var beginning = Items.Where(item => item.Insert.StartsWith(word, StringComparison.Ordinal)).Select(item => item.Insert).ToList();
        return beginning.Count == 0 ? word : beginning.Aggregate((a, b) => a[..a.AsSpan().CommonPrefixLength(b)]);
    }

    private static bool Begins(Completion item, string word) => item.Insert.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(Completion item, string word) => item.Insert.Contains(word, StringComparison.OrdinalIgnoreCase);
}
