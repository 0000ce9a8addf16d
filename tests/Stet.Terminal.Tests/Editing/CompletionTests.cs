using Stet.Terminal.Fake;
using Stet.Terminal.Tests.Emulation;

namespace Stet.Terminal.Tests.Editing;

public class CompletionTests
{
    private const string ConList = """
          Console   method  void Console()
          Concat    method  void Concat()
          Contains  method  void Contains()
        """;

    [Fact]
    public void Tab_shows_what_could_stand_here() => PromptTest.Check("Con<tab>", "> Con|\n" + ConList);

    [Fact]
    public void The_only_one_is_taken_at_once() => PromptTest.Check("x + pric<tab>!", "> x + price!|");

    [Fact]
    public void What_all_have_in_common_is_taken_at_once() =>
        PromptTest.Check("pr<tab>", "> pri|\n  price  method  void price()\n  print  method  void print()");

    [Theory]
    [InlineData("Con<tab><tab><enter>", "> Console|")]
    [InlineData("Con<tab><down><down><enter>", "> Concat|")]
    [InlineData("Con<tab><s-tab><enter>", "> Contains|")]
    [InlineData("Con<tab><tab><tab><tab><tab><enter>", "> Console|")]
    [InlineData("Con<tab><tab>(", "> Console(|")]
    [InlineData("Con<tab>t<tab><enter>", "> Contains|")]
    [InlineData("Con<tab><esc><wait 0.1>", "> Con|")]
    [InlineData("Con<tab>tx", "> Contx|")]
    public void Moving_into_the_list_chooses(string keys, string screen) => PromptTest.Check(keys, screen);

    [Fact]
    public void Typing_filters_the_list() => PromptTest.Check("Con<tab>c", "> Conc|\n  Concat  method  void Concat()");

    [Fact]
    public void Taking_back_a_letter_widens_it() => PromptTest.Check("Con<tab>c<bs>", "> Con|\n" + ConList);

    [Theory]
    [InlineData("Con<tab><enter>", "Con")]
    [InlineData("x.<wait 0.3><enter>", "x.")]
    [InlineData("x.C<wait 0.3><enter>", "x.C")]
    public void Enter_submits_what_was_typed_while_nothing_is_chosen(string keys, string submitted)
    {
        var test = new PromptTest();
        test.Play(keys);
        Assert.Equal([submitted], test.Session.Submitted);
    }

    [Fact]
    public void After_a_point_and_a_pause_members_show_by_themselves() =>
        PromptTest.Check("x.<wait 0.3>", "> x.|\n  Console   method  void Console()\n  Concat    method  void Concat()\n"
            + "  Count     method  void Count()\n  Contains  method  void Contains()\n  price     method  void price()\n  6 in all");

    [Fact]
    public void Arrows_pass_such_a_list_by()
    {
        var test = new PromptTest();
        test.Session.Remember("one");
        test.Shows("x.<wait 0.3><up>", "> one|");
    }

    [Theory]
    [InlineData("1.<wait 0.3>", "> 1.|")]
    [InlineData("\"x.<wait 0.3>", "> \"x.|")]
    [InlineData("// x.<wait 0.3>", "> // x.|")]
    [InlineData("x.<wait 0.1>y", "> x.y|")]
    public void It_does_not_come_where_it_is_not_wanted(string keys, string screen) => PromptTest.Check(keys, screen);

    [Fact]
    public void An_answer_that_comes_too_late_is_dropped() =>
        new PromptTest { SlowSession = true }.Shows("Con<tab>x<answer>", "> Conx|");

    [Fact]
    public void A_long_list_says_how_many_there_are()
    {
        var test = new PromptTest { Session = new FakeSession { Words = [.. Enumerable.Range(10, 20).Select(i => $"w{i}")] } };
        test.Play("w<tab>", () => Assert.EndsWith("\n  20 in all", test.Screen.Text));
    }
}
