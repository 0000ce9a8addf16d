using Stet.Terminal.Keys;

namespace Stet.Terminal.Editing;

/// <summary>What keys mean while a list of completions is shown.</summary>
internal static class CompletionKeys
{
    /// <returns>Whether the key was meant for the list; if not, the editor has it, and the list follows or closes.</returns>
    public static bool Take(Editor editor, Key key)
    {
        var menu = editor.Completing.Menu;
        if (!menu.IsOpen)
        {
            return false;
        }

        if (Movement(menu, key) is var by && by != 0)
        {
            menu.Move(by);
            return true;
        }

        if (menu.ChosenItem is { } chosen && key is { Code: KeyCode.Enter, Modifiers: KeyModifiers.None })
        {
            editor.Completing.Accept(chosen);
            return true;
        }

        if (key.Code == KeyCode.Escape)
        {
            menu.Close();
            return true;
        }

        return Typed(editor, key);
    }

    /// <summary>Arrows move only in a list that was asked for: in one that opened by itself they go through history, as ever.</summary>
    private static int Movement(CompletionMenu menu, Key key) => key switch
    {
        { Code: KeyCode.Tab, Modifiers: KeyModifiers.None } => 1,
        { Code: KeyCode.Tab, Modifiers: KeyModifiers.Shift } => -1,
        { Code: KeyCode.Down } when !menu.IsPassive => 1,
        { Code: KeyCode.Up } when !menu.IsPassive => -1,
        _ => 0,
    };

    private static bool Typed(Editor editor, Key key)
    {
        var completing = editor.Completing;
        if (key.IsText && Motions.IsWord(key.Text[0]))
        {
            editor.Buffer.Insert(key.Text);
            completing.Refresh();
            return true;
        }

        if (key == new Key(KeyCode.Backspace) && editor.Buffer.Cursor > completing.Menu.Start)
        {
            editor.Buffer.Remove(Motions.Previous(editor.Text, editor.Buffer.Cursor), editor.Buffer.Cursor);
            completing.Refresh();
            return true;
        }

        // A chosen item is taken by the character that goes on after it: "Wri", Tab, Tab, "(".
        if (key.IsText && completing.Menu.ChosenItem is { } chosen)
        {
            completing.Accept(chosen);
        }

        completing.Menu.Close();
        return false;
    }
}
