namespace Stet.Terminal.Keys;

internal enum KeyCode
{
    /// <summary>A typed character, or with Control or Alt the lower-case letter that was held with it; <see cref="Key.Text"/> is it.</summary>
    Character,
    Enter,
    Tab,
    Backspace,
    Delete,
    Insert,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,

    /// <summary>A whole bracketed paste; <see cref="Key.Text"/> has <c>\n</c> line ends and no control characters but tab.</summary>
    Paste,

    /// <summary>A sequence that no key of ours sends. Ignored, so that it does not end up as text.</summary>
    Unknown,
}

[Flags]
internal enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,
}

internal readonly record struct Key(KeyCode Code, KeyModifiers Modifiers = KeyModifiers.None, string Text = "")
{
    public static Key Character(string text) => new(KeyCode.Character, KeyModifiers.None, text);

    public static Key Control(char letter) => new(KeyCode.Character, KeyModifiers.Control, letter.ToString());

    public static Key Alt(char letter) => new(KeyCode.Character, KeyModifiers.Alt, letter.ToString());

    public bool IsText => Code == KeyCode.Character && Modifiers == KeyModifiers.None;

    public bool IsInterrupt => this == Control('c');
}
