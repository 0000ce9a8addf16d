using Stet.Terminal.Tests.Emulation;
using static Stet.Terminal.Tests.Emulation.PromptTest;

namespace Stet.Terminal.Tests.Running;

public class RunTests
{
    [Fact]
    public void A_value_is_shown_below_the_input() => Check("1 + 1<enter>", "> 1 + 1\n1 + 1\n> |");

    [Fact]
    public void The_session_knows_how_wide_the_terminal_is_when_something_is_submitted()
    {
        var prompt = new PromptTest(57);
        prompt.Play("1 + 1<enter>");
        Assert.Equal(57, prompt.Session.Width);
    }

    [Fact]
    public void Output_is_shown_as_it_comes() => Check("print hello<enter>", "> print hello\nhello\n> |");

    [Fact]
    public void Output_without_a_line_end_does_not_swallow_the_prompt() => Check("write hello<enter>", "> write hello\nhello\n> |");

    [Fact]
    public void An_error_shows_its_line_underlined() => new PromptTest(80).Shows(
        "wrong<enter>",
        """
        > wrong
        In[1]:1:1: error CS0103: The name 'wrong' does not exist in the current context
        wrong
        ^^^^^
        > |
        """);

    [Fact]
    public void A_short_run_shows_no_status() => Check("sleep 900<enter><wait 0.4>", "> sleep 900\n|");

    [Fact]
    public void A_long_run_shows_its_time() => Check("sleep 2000<enter><wait 1.2>", "> sleep 2000\n|1.2 s ...");

    [Fact]
    public void The_status_goes_when_the_run_ends() => Check("sleep 900<enter><wait 1>", "> sleep 900\n> |");

    [Fact]
    public void Waiting_says_for_what() =>
        Check("wait [7] of another<enter><wait 0.7>", "> wait [7] of another\n|0.7 s waiting for [7] of another");

    [Fact]
    public void Keys_typed_during_a_run_come_after_it() => Check("sleep 300<enter>abc<wait 0.4>", "> sleep 300\n> abc|");

    [Fact]
    public void Ctrl_C_interrupts_the_run()
    {
        var test = new PromptTest();
        test.Play("spin<enter>typed ahead<c-c><wait 0.1>x", () =>
        {
            Assert.Contains("interrupted", test.Screen.Text);
            Assert.EndsWith("> x", test.Screen.Text);
        });
    }

    [Fact]
    public void Ctrl_C_right_behind_Enter_interrupts_too()
    {
        var test = new PromptTest();
        test.Terminal.Type("spin\r\u0003");
        test.Play("<wait 0.1>x", () => Assert.EndsWith("> x", test.Screen.Text));
    }

    [Fact]
    public void Ctrl_C_while_Enter_waits_for_the_session_gives_up_the_line() =>
        new PromptTest { SlowSession = true }.Shows("f(<enter>x<c-c>y", "> f(^C\n> y|");

    [Fact]
    public void Ctrl_C_gives_up_the_line() => Check("abc<c-c>d", "> abc^C\n> d|");

    [Fact]
    public void A_second_Ctrl_C_offers_to_kill_the_host()
    {
        var test = new PromptTest(80);
        test.Shows("stuck<enter><c-c><c-c>", "> stuck\nIt still runs. Kill the host? (y/n) |");
        Assert.Equal(0, test.Killed);
    }

    [Theory]
    [InlineData("stuck<enter><c-c><c-c>y<wait 0.1>", 1)]
    [InlineData("stuck<enter><c-c><c-c>n<wait 0.1>", 0)]
    [InlineData("stuck<enter><c-c><c-c><enter><wait 0.1>", 0)]
    [InlineData("stuck<enter><c-c><wait 2.1><c-c>y", 0)]
    public void It_is_killed_on_yes_only(string keys, int killed)
    {
        var test = new PromptTest(80);
        test.Play(keys);
        Assert.Equal(killed, test.Killed);
    }

    [Fact]
    public void Output_that_comes_during_editing_leaves_the_input_intact() =>
        Check("later 1000 ping<enter>f(<enter>x<wait 1.1>y", "> later 1000 ping\nping\n> f(\n.     xy|");

    [Fact]
    public void A_value_still_being_kept_is_mentioned_and_announced()
    {
        Check("big 2000<enter>ab<wait 1.01>c", "> big 2000\n> abc|\nkeeping In[1] 1.0 s ...");
        Check("big 2000<enter>ab<wait 2.1>c", "> big 2000\nIn[1] kept, 2.0 s\n> abc|");
    }

    [Fact]
    public void A_value_kept_at_once_goes_unmentioned() => Check("big 100<enter><wait 1>", "> big 100\n> |");

    [Fact]
    public void A_session_that_fails_says_so_and_the_prompt_goes_on() =>
        new PromptTest(80).Shows("lose<enter>x", "> lose\nThis was not run to its end: no host could be started\n> x|");

    [Fact]
    public void A_flood_of_output_arrives_whole_and_in_order()
    {
        var test = new PromptTest();
        var expected = string.Join('\n', Enumerable.Range(0, 2000).Select(i => $"line {i}"));
        test.Play("flood 2000<enter>", () => Assert.Equal($"> flood 2000\n{expected}\n>", test.Screen.Text));
    }

    [Theory]
    [InlineData("<c-d>", "\n")]
    [InlineData("exit<enter>x", "> exit")]
    public void Ctrl_D_on_an_empty_line_or_exit_leaves(string keys, string screen)
    {
        var test = new PromptTest();
        Assert.Equal(0, test.Play(keys));
        Assert.Equal(screen == "\n" ? ">" : screen, test.Screen.Text);
        Assert.Empty(test.Session.Submitted);
    }

    [Fact]
    public void Ctrl_Z_on_an_empty_line_suspends()
    {
        var test = new PromptTest();
        test.Play("<c-z>abc");
        Assert.Equal(1, test.Terminal.Suspended);
    }

    [Fact]
    public void Typing_never_waits_for_the_session() =>
        new PromptTest { SlowSession = true }.Shows("f(1, 2) + g", "> f(1, 2) + g|");

    [Fact]
    public void Enter_waits_for_the_session_and_keys_behind_it_wait_too()
    {
        var test = new PromptTest { SlowSession = true };
        test.Shows("f(<enter>1)", "> f(|");
        new PromptTest { SlowSession = true }.Shows("f(<enter>1)<answer><answer>", "> f(\n. 1)|");
    }

    [Fact]
    public void A_session_that_does_not_judge_in_a_second_is_given_the_input()
    {
        var test = new PromptTest { SlowSession = true };
        test.Play("abc<enter><wait 1.1><answer>");
        Assert.Equal(["abc"], test.Session.Submitted);
    }
}
