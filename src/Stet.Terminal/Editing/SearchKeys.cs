using Stet.Terminal.Keys;

namespace Stet.Terminal.Editing;

/// <summary>What keys mean while history is being searched.</summary>
internal static class SearchKeys
{
    public static void Take(Editor editor, Key key)
    {
        var search = editor.Search;
        switch (key)
        {
            case { Code: KeyCode.Escape } or { Modifiers: KeyModifiers.Control, Text: "g" or "c" }:
                search.Close();
                break;
            case { Code: KeyCode.Enter or KeyCode.Tab or KeyCode.Right or KeyCode.End }:
                Accept(editor);
                break;
            case { Code: KeyCode.Backspace }:
                search.Backspace();
                break;
            case { Code: KeyCode.Down } or { Modifiers: KeyModifiers.Control, Text: "r" or "n" }:
                search.Move(1);
                break;
            case { Code: KeyCode.Up } or { Modifiers: KeyModifiers.Control, Text: "s" or "p" }:
                search.Move(-1);
                break;
            case { IsText: true }:
                search.Type(key.Text);
                break;
            case { Code: KeyCode.Paste }:
                search.Type(key.Text.ReplaceLineEndings(" "));
                break;
        }
    }

    /// <summary>Takes the chosen entry to the line, whole; it is not run.</summary>
    private static void Accept(Editor editor)
    {
        editor.Search.Close();
        if (editor.Search.ChosenEntry is { } entry)
        {
            editor.Show(entry.Code, entry);
        }
    }
}
