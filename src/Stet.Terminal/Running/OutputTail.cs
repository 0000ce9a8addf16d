using System.Buffers;
using System.Text;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Running;

/// <summary>
/// What the user's code writes, on its way to the screen: whole lines are given out, the last, unfinished line is kept to be shown
/// in the region. Colours pass; what would move the cursor or clear the screen does not, as it would tear the prompt.
/// </summary>
internal sealed class OutputTail
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\u001b\r\b\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000b\u000c\u000e\u000f\u009b\u007f");

    private readonly StringBuilder _line = new();
    private readonly StringBuilder _sequence = new();
    private string _style = "";
    private bool _returned;

    public bool IsEmpty => _line.Length == 0;

    /// <returns>The lines that are finished now, each with its <c>\n</c>.</returns>
    public string Take(string text)
    {
        if (_style.Length == 0 && _sequence.Length == 0 && !_returned && text.AsSpan().IndexOfAny(Special) < 0)
        {
            return TakePlain(text);
        }

        var finished = new StringBuilder();
        foreach (var c in text)
        {
            Take(c, finished);
        }

        return finished.ToString();
    }

    /// <summary>Ends the unfinished line.</summary>
    public string Finish() => IsEmpty ? "" : Take("\n");

    public IReadOnlyList<IReadOnlyList<Cell>> Rows(int width)
    {
        var rows = new RowBuilder(width);
        var style = "";
        var line = _line.ToString().AsSpan();
        while (!line.IsEmpty)
        {
            var escape = line.IndexOf('\u001b');
            rows.Append(escape < 0 ? line : line[..escape], style);
            if (escape < 0)
            {
                break;
            }

            line = line[(escape + 2)..];
            var end = line.IndexOf('m');
            style = Joined(style, line[..end].ToString());
            line = line[(end + 1)..];
        }

        return rows.Rows;
    }

    private string TakePlain(string text)
    {
        var last = text.LastIndexOf('\n');
        if (last < 0)
        {
            _line.Append(text);
            return "";
        }

        var finished = _line.Append(text, 0, last + 1).ToString();
        _line.Clear().Append(text, last + 1, text.Length - last - 1);
        return finished;
    }

    private void Take(char c, StringBuilder finished)
    {
        if (_sequence.Length > 0)
        {
            TakeInSequence(c);
            return;
        }

        switch (c)
        {
            case '\u001b':
                _sequence.Append(c);
                break;
            case '\n':
                finished.Append(_line).Append(_style.Length > 0 ? "\u001b[0m" : "").Append('\n');
                StartLine();
                break;
            case '\r':
                _returned = true;
                break;
            case '\b':
                _line.Length -= _line.Length > 0 && _line[^1] != 'm' ? 1 : 0;
                break;
            case '\t' or >= ' ' and not '\u007f' and not '\u009b':
                if (_returned)
                {
                    StartLine();
                }

                _line.Append(c);
                break;
        }
    }

    /// <summary>After a carriage return the line is written anew, as by a progress bar.</summary>
    private void StartLine()
    {
        _returned = false;
        _line.Clear();
        if (_style.Length > 0)
        {
            _line.Append($"\u001b[{_style}m");
        }
    }

    private void TakeInSequence(char c)
    {
        _sequence.Append(c);
        var isControlSequence = _sequence.Length >= 2 && _sequence[1] == '[';
        var isString = _sequence.Length >= 2 && _sequence[1] is ']' or 'P' or '_' or '^';
        var ends = isControlSequence ? _sequence.Length > 2 && c is >= '@' and <= '~'
            : !isString || c == '\a' || (c == '\\' && _sequence[^2] == '\u001b');
        if (!ends)
        {
            return;
        }

        if (isControlSequence && c == 'm')
        {
            var parameters = _sequence.ToString(2, _sequence.Length - 3);
            _style = Joined(_style, parameters);
            _line.Append($"\u001b[{parameters}m");
        }

        _sequence.Clear();
    }

    private static string Joined(string style, string parameters) => parameters switch
    {
        "" or "0" => "",
        _ when parameters.StartsWith("0;", StringComparison.Ordinal) => parameters[2..],
        _ => style.Length == 0 || style.Length > 200 ? parameters : style + ";" + parameters,
    };
}
