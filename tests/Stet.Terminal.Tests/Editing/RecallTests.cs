using Stet.Model;
using Stet.Terminal.Tests.Emulation;

namespace Stet.Terminal.Tests.Editing;

/// <summary>What the prompt shows and asks of a recalled entry that means something else now.</summary>
public class RecallTests
{
    [Fact]
    public void Difference_is_one_line_under_the_input() =>
        Test().Shows("<up><up>", "> clean(data)|\nsince In[1]: clean was redefined  (Alt-D shows)");

    [Fact]
    public void Alt_D_shows_old_and_new_text_and_hides_it_again()
    {
        Test().Shows(
            "<up><up><a-d>",
            """
            > clean(data)|
            since In[1]: clean was redefined
            clean was redefined
              - int clean() => 1;
              + int clean() => 2;
            """);
        Test().Shows("<up><up><a-d><a-d>", "> clean(data)|\nsince In[1]: clean was redefined  (Alt-D shows)");
    }

    [Fact]
    public void What_changed_only_in_value_is_shown_on_request_alone()
    {
        var test = Test();
        test.Session.Remember("plot(x)");
        test.Session.Checks["plot(x)"] = new(default, "", "", [new("x", "has another value", "1", "2")], false);
        test.Shows("<up>", "> plot(x)|");
        Again().Shows("<up><a-d>", "> plot(x)|\nx has another value\n  - 1\n  + 2");

        PromptTest Again()
        {
            var again = Test();
            again.Session.Remember("plot(x)");
            again.Session.Checks["plot(x)"] = test.Session.Checks["plot(x)"];
            return again;
        }
    }

    [Fact]
    public void Edited_text_is_not_the_entry_any_more() => Test().Shows("<up><up>x", "> clean(data)x|");

    [Fact]
    public void Alt_D_elsewhere_removes_a_word() => Test().Shows("ab cd<home><a-d>", "> | cd");

    [Fact]
    public void What_would_destroy_more_is_asked_and_yes_runs_it()
    {
        var test = Test();
        test.Shows("<up><enter>", "> wipe()|\ndeletes 3 files in /b (x, y, z); In[2] deleted 2 in /a. Run it? (y/n)");
        test = Test();
        test.Play("<up><enter>y");
        Assert.Equal(["wipe()"], test.Session.Submitted);
    }

    [Theory]
    [InlineData("<up><enter>n")]
    [InlineData("<up><enter><enter>")]
    [InlineData("<up><enter><c-c>")]
    public void Any_other_answer_leaves_the_input_as_it_is(string keys)
    {
        var test = Test();
        test.Shows(keys, "> wipe()|");
        Assert.Empty(test.Session.Submitted);
    }

    [Fact]
    public void What_means_the_same_runs_without_a_word()
    {
        var test = Test();
        test.Session.Remember("rm()");
        test.Session.Checks["rm()"] = new(default, "", "", [], Destructive: true);
        test.Play("<up><enter>");
        Assert.Equal(["rm()"], test.Session.Submitted);
    }

    [Fact]
    public void Enter_waits_for_the_check_of_what_was_just_recalled()
    {
        var test = Test(slow: true);
        test.Play("<answer><up><enter><answer><answer><answer>");
        Assert.Empty(test.Session.Submitted);
    }

    private static PromptTest Test(bool slow = false)
    {
        var test = new PromptTest(80) { SlowSession = slow };
        test.Session.Remember("clean(data)");
        test.Session.Remember("wipe()");
        test.Session.Checks["clean(data)"] = new(default, "since In[1]: clean was redefined", "", [new("clean", "was redefined", "int clean() => 1;", "int clean() => 2;")], false);
        test.Session.Checks["wipe()"] = new(default, "", "deletes 3 files in /b (x, y, z); In[2] deleted 2 in /a. Run it?", [], Destructive: true);
        return test;
    }
}
