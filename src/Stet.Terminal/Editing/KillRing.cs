namespace Stet.Terminal.Editing;

/// <summary>What Ctrl-K, Ctrl-U, Ctrl-W and their like removed, for Ctrl-Y. Kills in a row join to one text.</summary>
internal sealed class KillRing
{
    private bool _joining;

    public string Text { get; private set; } = "";

    /// <param name="before">The text stood before what the last kill took (it was killed backwards).</param>
    public void Add(string killed, bool before)
    {
        if (killed.Length == 0)
        {
            return;
        }

        Text = !_joining ? killed : before ? killed + Text : Text + killed;
        _joining = true;
    }

    /// <summary>Something else than a kill happened: the next one begins anew.</summary>
    public void EndJoining() => _joining = false;
}
