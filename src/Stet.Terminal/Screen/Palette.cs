using Stet.Model;

namespace Stet.Terminal.Screen;

/// <summary>
/// The styles of everything shown, from the terminal's own sixteen colours, so that they fit its theme. Without colour (NO_COLOR)
/// only reverse video for what is chosen remains.
/// </summary>
internal sealed class Palette(bool colour)
{
    public string Prompt => Colour("32");

    public string Quiet => Colour("90");

    public string Error => Colour("31");

    public string Note => Colour("33");

    public string Matching => Colour("1;4");

    public string Chosen => "7";

    public string For(TokenClass token) => Colour(token switch
    {
        TokenClass.Keyword => "94",
        TokenClass.TypeName => "36",
        TokenClass.FunctionName => "33",
        TokenClass.Number => "35",
        TokenClass.Text => "32",
        TokenClass.Comment => "90",
        TokenClass.Shell => "95",
        TokenClass.Bad => "4;31",
        _ => "",
    });

    /// <summary>A text in a style, for printing outside of any frame.</summary>
    public static string Styled(string text, string style) => style.Length == 0 ? text : $"\u001b[{style}m{text}\u001b[0m";

    private string Colour(string style) => colour ? style : "";
}
