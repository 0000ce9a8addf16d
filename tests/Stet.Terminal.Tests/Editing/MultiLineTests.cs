using Stet.Terminal.Tests.Emulation;
using static Stet.Terminal.Tests.Emulation.PromptTest;

namespace Stet.Terminal.Tests.Editing;

public class MultiLineTests
{
    [Fact]
    public void Enter_in_an_open_block_begins_an_indented_line() => Check(
        "if (a) {<enter>f(1)<enter>g()",
        """
        > if (a) {
        .     f(1)
        .     g()|
        """);

    [Fact]
    public void A_closing_brace_steps_back() => Check(
        "if (a) {<enter>if (b) {<enter>f()<enter>}<enter>",
        """
        > if (a) {
        .     if (b) {
        .         f()
        .     }
        .     |
        """);

    [Fact]
    public void Enter_submits_what_is_complete() => Check(
        "f(<enter>1)<enter>",
        """
        > f(
        .     1)
        f(
            1)
        > |
        """);

    [Fact]
    public void Enter_submits_what_cannot_become_right()
    {
        var test = new PromptTest();
        test.Play("f(1))<enter>");
        Assert.Equal(["f(1))"], test.Session.Submitted);
    }

    [Fact]
    public void Alt_Enter_always_begins_a_line() => Check("a<a-enter>b", "> a\n. b|");

    [Theory]
    [InlineData("f(<c-enter>", "f(")]
    [InlineData("f(<enter><enter>", "f(\n    ")]
    public void Ctrl_Enter_or_Enter_on_an_empty_line_submits_what_is_incomplete(string keys, string submitted)
    {
        var test = new PromptTest();
        test.Play(keys);
        Assert.Equal([submitted], test.Session.Submitted);
    }

    [Fact]
    public void Arrows_move_within_the_text_and_keep_their_column() => Check(
        "abcdef<a-enter>x<a-enter>ghijkl<left><up><up>|",
        """
        > abcde||f
        . x
        . ghijkl
        """);

    [Fact]
    public void A_wide_text_keeps_the_column_of_the_screen() => Check("日本語<a-enter>abc<up>|", "> 日本||語\n. abc");

    [Fact]
    public void A_paste_of_many_lines_is_one_edit()
    {
        var test = new PromptTest();
        test.Shows("<paste>if (a)\n{\n    f();\n}\n<lt>g()<c-h>".Replace("<c-h>", "</paste>"), "> if (a)\n. {\n.     f();\n. }\n. <g()|");
        Assert.Empty(test.Session.Submitted);
    }

    [Fact]
    public void Undo_takes_a_whole_paste_back() => Check("x<paste>1\n2\n3</paste><c-_>", "> x|");

    [Fact]
    public void Lines_pasted_without_marks_come_in_order()
    {
        var test = new PromptTest();
        test.Play("print 1<enter>print 2<enter>print 3<enter>");
        Assert.Equal(["print 1", "print 2", "print 3"], test.Session.Submitted);
    }

    [Fact]
    public void They_keep_their_own_indentation()
    {
        var test = new PromptTest();
        test.Terminal.Type("class C {\r    void F() {\r    }\r} // end");
        test.Shows("", "> class C {\n.     void F() {\n.     }\n. } // end|");
    }

    [Fact]
    public void Tab_on_an_empty_line_indents() => Check("<tab>x", ">     x|");
}
