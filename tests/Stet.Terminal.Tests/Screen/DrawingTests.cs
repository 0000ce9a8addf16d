using Stet.Terminal.Tests.Emulation;
using static Stet.Terminal.Tests.Emulation.PromptTest;

namespace Stet.Terminal.Tests.Screen;

public class DrawingTests
{
    [Theory]
    [InlineData("abcdefgh", "> abcdefgh\n|")]
    [InlineData("abcdefghij", "> abcdefgh\nij|")]
    [InlineData("abcdefghij<left><left>X", "> abcdefgh\nX|ij")]
    [InlineData("abcdefghij<bs><bs><bs>", "> abcdefg|")]
    [InlineData("abcdefg日", "> abcdefg\n日|")]
    [InlineData("日本語日x", "> 日本語日\nx|")]
    public void A_line_longer_than_the_window_goes_on_below(string keys, string screen) => Check(keys, screen, width: 10);

    [Fact]
    public void An_input_taller_than_the_window_scrolls_with_the_cursor()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 20));
        var test = new PromptTest(20, 5);
        test.Play($"<paste>{lines}</paste>", () => Assert.Equal(". 16\n. 17\n. 18\n. 19\n. 20", test.Screen.VisibleText));
        test = new PromptTest(20, 5);
        test.Play($"<paste>{lines}</paste>" + string.Concat(Enumerable.Repeat("<up>", 19)),
            () => Assert.Equal("> 1\n. 2\n. 3\n. 4\n. 5", test.Screen.VisibleText));
    }

    [Fact]
    public void Such_an_input_is_left_on_the_screen_whole_and_once()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 20));
        var test = new PromptTest(20, 5);
        test.Play($"<paste>{lines}</paste><c-enter>");
        var shown = string.Join('\n', Enumerable.Range(1, 20).Select(i => (i == 1 ? "> " : ". ") + i));
        Assert.StartsWith(shown + "\n1\n", test.Screen.Text);
    }

    [Fact]
    public void Of_a_line_of_many_windows_the_part_around_the_cursor_is_shown()
    {
        var test = new PromptTest(20, 5);
        var line = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i:0000}."));
        test.Play($"<paste>{line}</paste>xy<left>|", () =>
        {
            Assert.EndsWith("2998.2999.x|y", test.Screen.VisibleText.Replace("\n", ""));
            Assert.All(test.Screen.VisibleText.Split('\n').SkipLast(1), row => Assert.Equal(20, row.Length));
        });
        test = new PromptTest(20, 5);
        test.Play($"<paste>{line}</paste><home>|", () => Assert.StartsWith("> |0000.0001.", test.Screen.VisibleText));
    }

    [Fact]
    public void A_narrower_window_shows_the_input_wrapped_and_once() =>
        Check("print one<enter>0123456789abcdefghij<narrow 12>X", "> print one\none\n> 0123456789\nabcdefghijX|", width: 30);

    [Fact]
    public void At_the_bottom_of_the_screen_lists_push_the_input_up() => Check(
        "1<enter>2<enter>3<enter>Con<tab>",
        """
        > 1
        1
        > 2
        2
        > 3
        3
        > Con|
          Console  method  void Console()
          Concat   method  void Concat()
          3 in all
        """,
        height: 5);

    [Fact]
    public void Ctrl_L_clears_and_keeps_the_input() => Check("1<enter>ab<c-l>c", "> abc|");

    [Fact]
    public void Keys_of_the_users_code_do_not_reach_the_terminal() =>
        Check("<paste>write a\u001b[2Jb\u001b]0;title\u0007c</paste><enter>", "> write a[2Jb]0;titlec\na[2Jb]0;titlec\n> |");

    [Fact]
    public void A_typed_character_costs_a_few_bytes()
    {
        var test = new PromptTest { Colour = true };
        var before = 0L;
        test.Terminal.Type("abcdefgh");
        test.Terminal.Do(() => { });
        test.Terminal.Do(() => before = test.Screen.Written);
        test.Terminal.Type("i");
        test.Play("", () => Assert.InRange(test.Screen.Written - before, 1, 12));
    }

    [Theory]
    [InlineData(true, "94", "35")]
    [InlineData(false, "", "")]
    public void Colours_come_from_the_session_unless_the_user_wants_none(bool colour, string keyword, string number)
    {
        var test = new PromptTest { Colour = colour };
        test.Play("var x = 12", () =>
        {
            Assert.EndsWith(keyword, test.Screen.StyleAt(0, 2));
            Assert.EndsWith(number, test.Screen.StyleAt(0, 10));
        });
    }

    [Fact]
    public void Colours_move_with_the_text_until_newer_ones_come()
    {
        var test = new PromptTest { Colour = true, SlowSession = true };
        test.Play("var x<answer><home>  ", () => Assert.EndsWith("94", test.Screen.StyleAt(0, 4)));
    }

    [Fact]
    public void The_partner_of_a_bracket_is_marked()
    {
        var test = new PromptTest { Colour = true };
        test.Play("f(\")\")", () => Assert.EndsWith("1;4", test.Screen.StyleAt(0, 3)));
    }
}
