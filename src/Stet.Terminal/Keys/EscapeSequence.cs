using System.Text;

namespace Stet.Terminal.Keys;

/// <summary>
/// The sequences that keys send: <c>ESC [ parameters final</c> and <c>ESC O final</c>, after ECMA-48, xterm's "PC-style" keys,
/// its modifyOtherKeys (<c>27;modifiers;code~</c>) and the <c>code;modifiers u</c> form.
/// </summary>
internal static class EscapeSequence
{
    private const int PasteBegins = 200;

    /// <returns>The length of the sequence; 0 when its end is not there yet.</returns>
    public static int Parse(ReadOnlySpan<byte> bytes, out Key key, out bool beginsPaste)
    {
        key = new Key(KeyCode.Unknown);
        beginsPaste = false;
        var end = 2;
        while (end < bytes.Length && bytes[1] == '[' && bytes[end] is >= 0x20 and <= 0x3f)
        {
            end++;
        }

        if (end >= bytes.Length)
        {
            return 0;
        }

        if (bytes[end] is < 0x40 or > 0x7e)
        {
            // Not a sequence after all; what interrupts it is a key of its own.
            return end;
        }

        var numbers = Numbers(bytes[2..end]);
        beginsPaste = bytes[end] == '~' && numbers[0] == PasteBegins;
        key = KeyOf((char)bytes[end], numbers);
        return end + 1;
    }

    private static Key KeyOf(char final, int[] numbers) => final switch
    {
        '~' when numbers[0] == 27 => Modified(numbers.ElementAtOrDefault(2), numbers.ElementAtOrDefault(1)),
        '~' => Held(Numbered(numbers[0]), numbers.ElementAtOrDefault(1)),
        'u' => Modified(numbers[0], numbers.ElementAtOrDefault(1)),
        'Z' => new Key(KeyCode.Tab, KeyModifiers.Shift),
        _ => Held(Lettered(final), numbers.ElementAtOrDefault(1)),
    };

    private static Key Held(KeyCode code, int modifiers) =>
        code == KeyCode.Unknown ? new Key(code) : new Key(code, Modifiers(modifiers));

    private static KeyCode Lettered(char final) => final switch
    {
        'A' => KeyCode.Up,
        'B' => KeyCode.Down,
        'C' => KeyCode.Right,
        'D' => KeyCode.Left,
        'H' => KeyCode.Home,
        'F' => KeyCode.End,
        'M' => KeyCode.Enter,
        _ => KeyCode.Unknown,
    };

    private static KeyCode Numbered(int number) => number switch
    {
        1 or 7 => KeyCode.Home,
        4 or 8 => KeyCode.End,
        2 => KeyCode.Insert,
        3 => KeyCode.Delete,
        5 => KeyCode.PageUp,
        6 => KeyCode.PageDown,
        _ => KeyCode.Unknown,
    };

    private static Key Modified(int code, int modifiers)
    {
        var held = Modifiers(modifiers);
        return code switch
        {
            13 => new Key(KeyCode.Enter, held),
            9 => new Key(KeyCode.Tab, held),
            8 or 127 => new Key(KeyCode.Backspace, held),
            27 => new Key(KeyCode.Escape, held),
            _ when !Rune.IsValid(code) || code < 0x20 => new Key(KeyCode.Unknown),
            _ when (held & (KeyModifiers.Control | KeyModifiers.Alt)) != 0 =>
                new Key(KeyCode.Character, held, new Rune(code).ToString().ToLowerInvariant()),
            _ => Key.Character(new Rune(code).ToString()),
        };
    }

    /// <summary>The wire counts from 1: no modifier is 1 or left out.</summary>
    private static KeyModifiers Modifiers(int number) => number > 1 ? (KeyModifiers)((number - 1) & 7) : KeyModifiers.None;

    private static int[] Numbers(ReadOnlySpan<byte> parameters)
    {
        var parts = Encoding.ASCII.GetString(parameters).Split(';');
        return [.. parts.Select(part => int.TryParse(part.Split(':')[0], out var number) ? number : 0)];
    }
}
