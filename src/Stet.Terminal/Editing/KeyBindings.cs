using Stet.Terminal.Keys;
using static Stet.Terminal.Keys.KeyCode;
using static Stet.Terminal.Keys.KeyModifiers;

namespace Stet.Terminal.Editing;

/// <param name="Kills">It removes text for Ctrl-Y; such commands in a row join what they remove.</param>
internal sealed record EditorCommand(Action<Editor> Act, bool Kills = false);

/// <summary>Which key does what, after readline where readline has it.</summary>
internal static class KeyBindings
{
    private static readonly Dictionary<Key, EditorCommand> Commands = new()
    {
        [new(Enter)] = Does(e => e.Enter()),
        [new(Enter, Alt)] = Does(e => e.NewLine()),
        [new(Enter, Shift)] = Does(e => e.NewLine()),
        [new(Enter, KeyModifiers.Control)] = Does(e => e.Signal(EditorSignal.Submit)),
        [new(Tab)] = Does(CompleteOrIndent),
        [Key.Control('d')] = Does(DeleteOrEnd),
        [Key.Control('c')] = Does(e => e.Signal(EditorSignal.Cancel)),
        [Key.Control('l')] = Does(e => e.Signal(EditorSignal.ClearScreen)),
        [Key.Control('r')] = Does(e => e.Search.Open()),

        [new(Left)] = Goes(Motions.Previous),
        [Key.Control('b')] = Goes(Motions.Previous),
        [new(Right)] = Goes(Motions.Next),
        [Key.Control('f')] = Goes(Motions.Next),
        [new(Left, KeyModifiers.Control)] = Goes(Motions.WordLeft),
        [new(Left, Alt)] = Goes(Motions.WordLeft),
        [Key.Alt('b')] = Goes(Motions.WordLeft),
        [new(Right, KeyModifiers.Control)] = Goes(Motions.WordRight),
        [new(Right, Alt)] = Goes(Motions.WordRight),
        [Key.Alt('f')] = Goes(Motions.WordRight),
        [new(Home)] = Goes(Motions.LineStart),
        [Key.Control('a')] = Goes(Motions.LineStart),
        [new(End)] = Goes(Motions.LineEnd),
        [Key.Control('e')] = Goes(Motions.LineEnd),
        [new(Home, KeyModifiers.Control)] = Goes((_, _) => 0),
        [Key.Alt('<')] = Goes((_, _) => 0),
        [new(End, KeyModifiers.Control)] = Goes((text, _) => text.Length),
        [Key.Alt('>')] = Goes((text, _) => text.Length),
        [new(Up)] = Does(e => e.Up()),
        [new(Down)] = Does(e => e.Down()),
        [Key.Control('p')] = Does(e => e.Up()),
        [Key.Control('n')] = Does(e => e.Down()),
        [new(PageUp)] = Does(e => e.OlderEntry()),
        [new(PageDown)] = Does(e => e.NewerEntry()),
        [new(Up, Alt)] = Does(e => e.OlderEntry()),
        [new(Down, Alt)] = Does(e => e.NewerEntry()),

        [new(Backspace)] = Does(e => e.Buffer.Remove(Motions.Previous(e.Text, e.Buffer.Cursor), e.Buffer.Cursor)),
        [new(Delete)] = Does(e => e.Buffer.Remove(e.Buffer.Cursor, Motions.Next(e.Text, e.Buffer.Cursor))),
        [Key.Control('k')] = Kills((text, at) => text.AsSpan(at) is ['\n', ..] ? at + 1 : Motions.LineEnd(text, at)),
        [Key.Control('u')] = Kills(Motions.LineStart),
        [Key.Control('w')] = Kills(Motions.BlankLeft),
        [new(Backspace, Alt)] = Kills(Motions.WordLeft),
        [new(Backspace, KeyModifiers.Control)] = Kills(Motions.WordLeft),
        [Key.Alt('d')] = new(DetailsOrKill, Kills: true),
        [new(Delete, KeyModifiers.Control)] = Kills(Motions.WordRight),
        [Key.Control('y')] = Does(e => e.Buffer.Insert(e.Kills.Text)),

        [Key.Control('_')] = Does(e => e.Buffer.Undo()),
        [Key.Control('z')] = Does(UndoOrSuspend),
        [new(Character, KeyModifiers.Control | Shift, "z")] = Does(e => e.Buffer.Redo()),
        [Key.Alt('z')] = Does(e => e.Buffer.Redo()),
    };

    public static EditorCommand? CommandFor(Key key) => Commands.GetValueOrDefault(key);

    private static EditorCommand Does(Action<Editor> act) => new(act);

    private static EditorCommand Goes(Func<string, int, int> where) => new(e => e.Buffer.Cursor = where(e.Text, e.Buffer.Cursor));

    private static EditorCommand Kills(Func<string, int, int> upTo) => new(e => Kill(e, upTo(e.Text, e.Buffer.Cursor)), Kills: true);

    /// <summary>What has changed since the recalled entry ran, where something has; else the word to the right goes.</summary>
    private static void DetailsOrKill(Editor editor)
    {
        if (!editor.Recall.ToggleDetails(editor.Text))
        {
            Kill(editor, Motions.WordRight(editor.Text, editor.Buffer.Cursor));
        }
    }

    private static void Kill(Editor editor, int upTo)
    {
        var cursor = editor.Buffer.Cursor;
        var (from, to) = (Math.Min(cursor, upTo), Math.Max(cursor, upTo));
        editor.Kills.Add(editor.Text[from..to], before: upTo < cursor);
        editor.Buffer.Remove(from, to);
    }

    /// <summary>Completes a word; where the line has only blanks so far, indents.</summary>
    private static void CompleteOrIndent(Editor editor)
    {
        var cursor = editor.Buffer.Cursor;
        if (editor.Text.AsSpan(Motions.LineStart(editor.Text, cursor)..cursor).IsWhiteSpace())
        {
            editor.Buffer.Insert(Indentation.Step);
        }
        else
        {
            editor.Completing.Ask(passive: false);
        }
    }

    private static void DeleteOrEnd(Editor editor)
    {
        if (editor.Text.Length == 0)
        {
            editor.Signal(EditorSignal.EndOfInput);
        }
        else
        {
            editor.Buffer.Remove(editor.Buffer.Cursor, Motions.Next(editor.Text, editor.Buffer.Cursor));
        }
    }

    /// <summary>Undo, as everywhere; on an untouched line there is nothing to undo, and it stops the program, as in a shell.</summary>
    private static void UndoOrSuspend(Editor editor)
    {
        if (editor.Buffer.CanUndo)
        {
            editor.Buffer.Undo();
        }
        else if (editor.Text.Length == 0)
        {
            editor.Signal(EditorSignal.Suspend);
        }
    }
}
