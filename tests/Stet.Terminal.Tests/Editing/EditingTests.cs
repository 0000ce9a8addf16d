using static Stet.Terminal.Tests.Emulation.PromptTest;

namespace Stet.Terminal.Tests.Editing;

public class EditingTests
{
    [Theory]
    [InlineData("abc", "> abc|")]
    [InlineData("abc<left><left>X", "> aX|bc")]
    [InlineData("abc<home>X<end>Y", "> XabcY|")]
    [InlineData("abc<c-a>X<c-e>Y", "> XabcY|")]
    [InlineData("one two three<c-left><c-left>X", "> one X|two three")]
    [InlineData("one two<a-b><a-b><a-f>X", "> oneX| two")]
    [InlineData("abc<bs>", "> ab|")]
    [InlineData("abc<home><del>", "> |bc")]
    [InlineData("one two<c-w>", "> one |")]
    [InlineData("f(one.two<a-bs>", "> f(one.|")]
    [InlineData("one two<home><a-d>", "> | two")]
    [InlineData("one two<c-left><c-k>", "> one |")]
    [InlineData("one two<c-left><c-u>", "> |two")]
    [InlineData("one two<c-w><c-w><c-y>!", "> one two!|")]
    [InlineData("one two<c-w>x<c-w><c-y>", "> one x|")]
    public void Keys_edit_as_in_readline(string keys, string screen) => Check(keys, screen);

    [Theory]
    [InlineData("one two<c-_>", "> one |")]
    [InlineData("one two<c-_><c-_>", "> |")]
    [InlineData("one two<c-_><a-z>", "> one two|")]
    [InlineData("one two<c-z><c-s-z>", "> one two|")]
    [InlineData("one two<c-u><c-z>", "> one two|")]
    [InlineData("one two<c-left><c-k><c-_>", "> one |two")]
    [InlineData("abc<bs><bs><c-_>", "> abc|")]
    public void A_word_or_a_deletion_is_undone_at_once(string keys, string screen) => Check(keys, screen);

    [Theory]
    [InlineData("日本<left>x", "> 日x|本")]
    [InlineData("日本<bs>", "> 日|")]
    [InlineData("e\u0301a<left><bs>", "> |a")]
    [InlineData("👩\u200d👩\u200d👧b<left><left>x", "> x|👩\u200d👩\u200d👧b")]
    [InlineData("<paste>a\tb</paste><left><left>x", "> ax|    b")]
    public void A_character_is_what_the_user_sees_as_one(string keys, string screen) => Check(keys, screen);
}
