using System.Text;

namespace Stet.Effects.Shell;

/// <summary>The text of a here-document: it stands between the next line and the line that is its delimiter, and is taken out of the text.</summary>
internal static class HereDocument
{
    public static Word Take(ShellText text, string delimiter, bool stripTabs, bool isQuoted)
    {
        var line = text.Position;
        var content = new StringBuilder();
        var rest = text.Rest.Split('\n');
        var length = 0;
        foreach (var next in rest.Skip(1))
        {
            length += next.Length + 1;
            var shown = stripTabs ? next.TrimStart('\t') : next;
            if (shown == delimiter)
            {
                break;
            }

            content.Append(shown).Append('\n');
        }

        text.Back(line);
        text.Remove(rest[0].Length, length);
        return isQuoted ? Word.Of(content.ToString()) : new WordReader(new($"\"{content.ToString().Replace("\"", "\\\"", StringComparison.Ordinal)}\"")).Read(_ => false) ?? Word.Of("");
    }
}
