using Stet.Model;
using Stet.Terminal.Tests.Emulation;

namespace Stet.Terminal.Tests.Editing;

public class HistoryTests
{
    [Theory]
    [InlineData("<up>", "> three|")]
    [InlineData("<up><up>", "> two|")]
    [InlineData("<up><up><up><up><up>", "> one|")]
    [InlineData("<up><up><down>", "> three|")]
    [InlineData("draft<up><down>", "> draft|")]
    [InlineData("<down>", "> |")]
    [InlineData("<up>!<up><down>", "> three|")]
    public void Arrows_go_through_earlier_inputs(string keys, string screen) => Test("one", "two", "three").Shows(keys, screen);

    [Fact]
    public void Equal_neighbours_are_one_step() => Test("one", "two", "two").Shows("<up><up>", "> one|");

    [Fact]
    public void An_entry_of_many_lines_is_recalled_whole_and_arrows_move_in_it_first() =>
        Test("one", "f(\n  2)").Shows("<up><up>|", "> f(||\n.   2)");

    [Fact]
    public void Above_its_first_line_arrows_go_on_through_history() => Test("one", "f(\n  2)").Shows("<up><up><up>", "> one|");

    [Fact]
    public void Own_inputs_come_before_those_of_other_sessions()
    {
        var test = new PromptTest();
        test.Session.Remember("mine", session: "fake");
        test.Session.Remember("theirs");
        test.Shows("<up>", "> mine|");
    }

    [Fact]
    public void What_was_just_submitted_is_the_first_step_back() =>
        Test("one").Shows("two;<enter><up>", "> two;\ntwo;\n> two;|");

    [Fact]
    public void Entries_beyond_the_first_page_are_fetched()
    {
        var test = Test([.. Enumerable.Range(1, 450).Select(i => $"n{i}")]);
        test.Shows(string.Concat(Enumerable.Repeat("<up>", 449)), "> n2|");
    }

    [Fact]
    public void A_slow_history_comes_when_it_comes_and_typing_goes_on()
    {
        var test = new PromptTest { SlowSession = true };
        test.Session.Remember("one");
        test.Shows("ab<up>c<answer><up>", "> one|");
    }

    [Fact]
    public void Search_lists_what_matches_and_Enter_takes_it_to_the_line()
    {
        var test = new PromptTest(80);
        test.Session.Remember("y = fft(x)", minutesAgo: 90, directory: "/here", session: "terminal-20260101093000-42-1");
        test.Session.Remember("x = 3", minutesAgo: 5);
        test.Session.Remember("plot(\n  fft(x))", EntryState.Failed, minutesAgo: 2, directory: "/data");
        test.Shows(
            "<c-r>fft",
            """
            search: fft|
            > fft(x))  (+1 lines)  2 min  ≠ /data  failed  earlier
              y = fft(x)  2 h  /here  ok  terminal 09:30
            """);
        Again(test).Shows("<c-r>fft<c-r><enter>", "> y = fft(x)|");
    }

    [Fact]
    public void Escape_leaves_the_line_as_it_was() => Test("one").Shows("dra<c-r>o<esc><wait 0.1>", "> dra|");

    [Fact]
    public void A_search_that_finds_nothing_says_so() =>
        Test("one").Shows("<c-r>x", "search: x|\n  nothing in history matches this");

    private static PromptTest Test(params string[] entries)
    {
        var test = new PromptTest();
        foreach (var entry in entries)
        {
            test.Session.Remember(entry);
        }

        return test;
    }

    private static PromptTest Again(PromptTest test) => new(60) { Session = test.Session };
}
