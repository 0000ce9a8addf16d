using Stet.Model;
using Stet.Terminal.Editing;

namespace Stet.Terminal.Screen;

/// <summary>What the editor looks like: the input, below it the completions or the search. Pure.</summary>
internal sealed class EditorView(Palette palette, TimeProvider clock)
{
    private const int LongestList = 8;
    private const int LongestPassiveList = 5;

    /// <param name="below">A status line under everything; empty for none.</param>
    public Frame Draw(Editor editor, int width, int height, string below)
    {
        if (editor.Search.IsOpen)
        {
            return SearchView.Draw(editor.Search, palette, clock.GetUtcNow(), width, height);
        }

        var under = new List<IReadOnlyList<Cell>>();
        if (editor.Completing.Menu is { IsOpen: true } menu)
        {
            under.AddRange(List(menu, width, Math.Min(menu.IsPassive ? LongestPassiveList : LongestList, height / 2)));
        }

        under.AddRange(Recalled(editor, width, height / 2));
        if (below.Length > 0)
        {
            under.Add(Row(below, palette.Quiet, width));
        }

        var room = Math.Max(1, height - under.Count);
        var colours = editor.Appearance.For(editor.Text);
        var input = new InputLayout(editor.Text, editor.Buffer.Cursor, colours, palette).Around(width, room);
        return input with { Rows = [.. input.Rows, .. under.Take(height - 1)] };
    }

    /// <summary>The whole input as it stays on the screen, with a mark behind it.</summary>
    public Frame Left(Editor editor, string mark, int width)
    {
        var left = new InputLayout(editor.Text, -1, editor.Appearance.For(editor.Text), palette).Whole(width);
        var last = left.Rows[^1];
        IReadOnlyList<Cell> marked = [.. last, .. Row(mark, palette.Quiet, width - last.Sum(cell => cell.Width))];
        return left with { Rows = [.. left.Rows.SkipLast(1), marked] };
    }

    public static IReadOnlyList<Cell> Row(string text, string style, int width)
    {
        var row = new RowBuilder(width);
        row.AppendClipped(text, style, width);
        return row.Rows[0];
    }

    /// <summary>What is asked before the input runs; or what it means now that it did not mean when it ran, with old and new text when that is wanted.</summary>
    private IEnumerable<IReadOnlyList<Cell>> Recalled(Editor editor, int width, int most)
    {
        if (editor.Recall.Question is { Length: > 0 } question)
        {
            var rows = new RowBuilder(width);
            rows.Append(question + " (y/n)", palette.Note);
            return rows.Rows;
        }

        var hint = editor.Recall.HintFor(editor.Text);
        var details = editor.Recall.DetailsFor(editor.Text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Row(line, palette.Quiet, width));
        return [.. hint.Length > 0 ? [Row(hint, palette.Note, width)] : Array.Empty<IReadOnlyList<Cell>>(), .. details.Take(Math.Max(1, most))];
    }

    private IEnumerable<IReadOnlyList<Cell>> List(CompletionMenu menu, int width, int length)
    {
        var top = Math.Clamp(menu.Chosen - (length / 2), 0, Math.Max(0, menu.Items.Count - length));
        var seen = menu.Items.Skip(top).Take(length).ToList();
        var widest = Math.Min(seen.Max(item => CellWidth.OfText(item.Insert)), Math.Max(8, width / 2));
        foreach (var item in seen)
        {
            yield return Item(item, ReferenceEquals(item, menu.ChosenItem), widest, width);
        }

        if (menu.Items.Count > seen.Count)
        {
            yield return Row($"  {menu.Items.Count} in all", palette.Quiet, width);
        }
    }

    private IReadOnlyList<Cell> Item(Completion item, bool chosen, int widest, int width)
    {
        var row = new RowBuilder(width);
        row.Append("  ", "");
        row.AppendClipped(item.Insert, chosen ? palette.Chosen : "", widest);
        row.PadTo(2 + widest, chosen ? palette.Chosen : "");
        row.AppendClipped($"  {item.Kind}  {item.Detail.ReplaceLineEndings(" ")}", palette.Quiet, width);
        return row.Rows[0];
    }
}
