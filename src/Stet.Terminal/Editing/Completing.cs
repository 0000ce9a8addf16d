using Stet.Model;

namespace Stet.Terminal.Editing;

/// <summary>Asks for completions at the cursor, and puts a chosen one into the text.</summary>
internal sealed class Completing(EditBuffer buffer, IEnquiries asks)
{
    private int _asked;

    public CompletionMenu Menu { get; } = new();

    /// <summary>A member access was just typed.</summary>
    public bool IsAfterPoint =>
        !Menu.IsOpen && buffer.Cursor > 1 && buffer.Text[buffer.Cursor - 1] == '.' && Motions.IsWord(buffer.Text[buffer.Cursor - 2])
        && !char.IsDigit(buffer.Text[buffer.Cursor - 2]);

    private string Word => buffer.Text[Menu.Start..buffer.Cursor];

    /// <param name="passive">Shown while typing, not asked for with Tab.</param>
    public void Ask(bool passive)
    {
        var (question, text, cursor) = (++_asked, buffer.Text, buffer.Cursor);
        asks.Complete(text, cursor, list =>
        {
            if (question == _asked && ReferenceEquals(text, buffer.Text) && cursor == buffer.Cursor && IsWithin(list))
            {
                Offer(list, passive);
            }
        });
    }

    /// <summary>The word under an open list has changed.</summary>
    public void Refresh() => Menu.Filter(Word);

    public void Accept(Completion item)
    {
        var end = Math.Min(buffer.Text.Length, buffer.Cursor + Menu.Behind);
        buffer.Replace(Menu.Start, end - Menu.Start, item.Insert);
        Menu.Close();
    }

    private bool IsWithin(CompletionList list) => list.Start >= 0 && list.Start <= buffer.Cursor;

    private void Offer(CompletionList list, bool passive)
    {
        Menu.Open(list, buffer.Text[list.Start..buffer.Cursor], passive);
        if (passive || !Menu.IsOpen)
        {
            return;
        }

        if (Menu.Items.Count == 1)
        {
            Accept(Menu.Items[0]);
            return;
        }

        var common = Menu.CommonPrefix(Word);
        if (common.Length > Word.Length)
        {
            buffer.Replace(Menu.Start, Word.Length, common);
            Menu.Filter(common);
        }
    }
}
