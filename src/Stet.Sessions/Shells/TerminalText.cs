using System.Text;

namespace Stet.Sessions.Shells;

/// <summary>
/// What processes wrote to a terminal, as text for history: without colours and movements, and without what is shown on the second screen that editors and
/// pagers use.
/// </summary>
internal sealed class TerminalText
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder sequence = new();
    private bool onSecondScreen;
    private bool returned;

    public string Take(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var text = new StringBuilder(characters.Length);
        foreach (var c in characters.AsSpan(0, decoder.GetChars(bytes, characters, flush: false)))
        {
            if (sequence.Length > 0 || c == '\u001b')
            {
                TakeInSequence(c);
            }
            else if (!onSecondScreen)
            {
                Take(c, text);
            }
        }

        return text.ToString();
    }

    /// <summary>A carriage return counts where no line feed follows: the line is written anew, as by a progress bar.</summary>
    private void Take(char c, StringBuilder text)
    {
        if (c == '\r')
        {
            returned = true;
            return;
        }

        if (returned && c != '\n')
        {
            text.Append('\n');
        }

        returned = false;
        if (!char.IsControl(c) || c is '\n' or '\t')
        {
            text.Append(c);
        }
    }

    private void TakeInSequence(char c)
    {
        sequence.Append(c);
        var kind = sequence.Length < 2 ? '\0' : sequence[1];
        var ends = kind switch
        {
            '\0' => false,
            '[' => sequence.Length > 2 && c is >= '@' and <= '~',
            ']' or 'P' or '_' or '^' => c == '\a' || (c == '\\' && sequence[^2] == '\u001b'),
            '(' or ')' or '#' or '%' => sequence.Length > 2,
            _ => true,
        };
        if (ends)
        {
            onSecondScreen = sequence.ToString() switch
            {
                "\u001b[?1049h" or "\u001b[?1047h" or "\u001b[?47h" => true,
                "\u001b[?1049l" or "\u001b[?1047l" or "\u001b[?47l" => false,
                _ => onSecondScreen,
            };
            sequence.Clear();
        }
    }
}
