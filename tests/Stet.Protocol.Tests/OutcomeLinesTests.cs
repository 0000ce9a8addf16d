using Stet.Model;
using Stet.Protocol.Printing;

namespace Stet.Protocol.Tests;

public class OutcomeLinesTests
{
    private static readonly Outcome Nothing = new(new(7), "x", true, null, null, "", [], [], 1, true);

    [Fact]
    public void A_value_is_its_text() => Check("Value 1|Value 2", Nothing with { Text = "1\n2" });

    [Fact]
    public void Nothing_shown_prints_nothing() => Check("", Nothing);

    [Fact]
    public void A_note_is_one_line() => Check("Note note: f is broken", Nothing with { Notes = [new("broken", "f is\nbroken", ["f"])] });

    [Fact]
    public void The_time_is_shown_from_half_a_second()
    {
        Check("", Nothing with { Milliseconds = 499 });
        Check("Time (0.50 s)", Nothing with { Milliseconds = 500 });
        Check("Time (0:01:05)", Nothing with { Milliseconds = 65_000 });
    }

    [Theory]
    [InlineData(1, 5, 1, 8, "a = foo;", "Underline     ^^^")]
    [InlineData(1, 5, 1, 5, "a = foo;", "Underline     ^")]
    [InlineData(1, 5, 3, 2, "a = foo;", "Underline     ^^^^")]
    [InlineData(1, 3, 1, 4, "\t\tx", "Underline \t\t^")]
    [InlineData(1, 99, 1, 120, "a", "Underline  ^")]
    public void The_span_is_underlined(int line, int column, int endLine, int endColumn, string text, string underline) =>
        Check(
            $"Error In[7]:1:{column}: error CS1: wrong|Source {text}|{underline}",
            Nothing with { Errors = [new(Severity.Error, "CS1", "wrong", "In[7]", line, column, endLine, endColumn, text)] });

    [Fact]
    public void More_lines_of_a_message_follow_the_code() =>
        Check(
            "Error In[7]:2:1: error DivideByZeroException: by zero|Source 1 / 0|Underline ^|Detail    at f()",
            Nothing with { Errors = [new(Severity.Error, "DivideByZeroException", "by zero\n   at f()", "In[7]", 2, 1, 2, 2, "1 / 0")] });

    [Fact]
    public void Without_a_place_only_the_message_is_shown() =>
        Check("Error error STET-HOST: gone", Nothing with { Errors = [new(Severity.Error, "STET-HOST", "gone", "", 1, 1, 1, 1, "")] });

    [Fact]
    public void Hidden_diagnostics_stay_hidden() =>
        Check("", Nothing with { Errors = [new(Severity.Hidden, "IDE1", "m", "In[7]", 1, 1, 1, 2, "x")] });

    private static void Check(string expected, Outcome outcome) =>
        Assert.Equal(expected, string.Join('|', OutcomeLines.Of(outcome).Select(l => $"{l.Kind} {l.Text}")));
}
