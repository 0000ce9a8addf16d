using System.Text;

namespace Stet.Display;

/// <summary>
/// Breaks a described value into lines: on one line what fits; else short elements fill lines, and larger parts get a line each.
/// </summary>
internal static class Layout
{
    private const int Indent = 2;

    /// <summary>Longer elements read better on lines of their own.</summary>
    private const int MaxFilled = 24;

    /// <summary>Deeper parts are not moved further, so that the spaces do not outgrow the text.</summary>
    private const int MaxIndent = 20;

    public static string Lines(Piece piece, int width)
    {
        var text = new StringBuilder();
        Write(text, piece, indent: 0, width);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Piece piece, int indent, int width)
    {
        var flat = piece.Flat;
        if (piece is Leaf || Column(text) + flat.Length <= width)
        {
            text.Append(flat);
        }
        else if (piece is Labelled labelled)
        {
            text.Append(labelled.Label);
            Write(text, labelled.Value, indent, width);
        }
        else
        {
            WriteBroken(text, (Group)piece, indent, width);
        }
    }

    private static void WriteBroken(StringBuilder text, Group group, int indent, int width)
    {
        text.Append(group.Header).Append(group.Open);
        var fill = group.Items.SkipLast(1).All(item => item is Leaf { Flat.Length: <= MaxFilled } or Labelled { Value: Leaf, Flat.Length: <= MaxFilled });
        for (var i = 0; i < group.Items.Count; i++)
        {
            var item = group.Items[i];
            var stays = fill && i > 0 && Column(text) + item.Flat.Length + 2 <= width;
            if (stays)
            {
                text.Append(' ');
            }
            else
            {
                NewLine(text, indent + Indent);
            }

            Write(text, item, indent + Indent, width);
            if (i < group.Items.Count - 1)
            {
                text.Append(',');
            }
        }

        NewLine(text, indent);
        text.Append(group.Close);
    }

    private static void NewLine(StringBuilder text, int indent) => text.Append('\n').Append(' ', Math.Min(indent, MaxIndent));

    private static int Column(StringBuilder text)
    {
        var column = 0;
        for (var i = text.Length - 1; i >= 0 && text[i] != '\n'; i--)
        {
            column++;
        }

        return column;
    }
}
