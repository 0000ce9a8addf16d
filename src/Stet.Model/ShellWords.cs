using System.Text;

namespace Stet.Model;

/// <summary>The words of a list of shell commands as they come, as far as they tell whether it goes on: <c>for ... done</c>, <c>a &amp;&amp;</c>, <c>a |</c>.</summary>
internal sealed class ShellWords
{
    private readonly StringBuilder word = new();
    private int level;
    private bool begins = true;
    private bool connected;
    private char last = '\n';

    /// <summary>Whether a line break here does not end the list.</summary>
    public bool IsOpen => Math.Max(0, level + Change(word.ToString())) > 0 || connected && word.Length == 0;

    /// <summary>Whether no word stands since the last separator.</summary>
    public bool AtCommand => begins && word.Length == 0;

    public bool AtWord => word.Length == 0;

    public void Take(char c)
    {
        if (c is ' ' or '\t' or '\r')
        {
            EndWord();
        }
        else if (c is '\n' or ';' or '&' or '|')
        {
            EndWord();
            connected = c == '|' || c == '&' && last == '&' || c == '\n' && connected;
            begins = true;
        }
        else
        {
            connected = false;
            word.Append(c);
        }

        last = c;
    }

    /// <summary>A command in parentheses stood here.</summary>
    public void TakeGroup()
    {
        EndWord();
        (begins, connected, last) = (false, false, ')');
    }

    private void EndWord()
    {
        if (word.Length > 0)
        {
            var text = word.ToString();
            word.Clear();
            level = Math.Max(0, level + Change(text));
            begins = begins && text is "do" or "then" or "else" or "elif" or "if" or "while" or "until" or "{" or "!" or "time";
        }
    }

    private int Change(string text) => !begins ? 0 : text switch
    {
        "if" or "case" or "for" or "while" or "until" or "select" or "{" => 1,
        "fi" or "esac" or "done" or "}" => -1,
        _ => 0,
    };
}
