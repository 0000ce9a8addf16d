namespace Stet.CommandLine.Tests;

public class CommandLineReaderTests
{
    [Theory]
    [InlineData("x: 2", "label", "--a", "1", "--b", "x")]
    [InlineData("x: -5", "label", "--a=-2", "--b:x", "--c", "2.5")]
    [InlineData(": 2", "label", "--a", "1", "--b", "")]
    [InlineData(": 2", "label", "--a", "1", "--b=")]
    [InlineData("--a: 2", "label", "--a", "1", "--b=--a")]
    [InlineData("@file: 2", "label", "--a", "1", "--b", "@file")]
    [InlineData("-x: 32", "label", "--a", "0x10", "--b", "-x")]
    [InlineData("1 -2 -3 4 5 -6 7 1.5 2.25 ! 123456789012345678901234567890 -1 0.5", "numbers", "--a", "1", "--b", "-2", "--c", "-3", "--d", "4", "--e", "5", "--f", "-6", "--g", "7", "--h", "1.5", "--i", "2.25", "--j", "!", "--k", "123456789012345678901234567890", "--l", "-1", "--m", "0.5")]
    [InlineData("2024-02-29T10:30:00.0000000 2024-02-29 1.02:03:04 6f9619ff-8b86-d011-b42d-00c04fc964ff https://x.org/a?b=c 1.2.3", "moments", "--a", "2024-02-29 10:30", "--b", "2024-02-29", "--c", "1.02:03:04", "--d", "6F9619FF-8B86-D011-B42D-00C04FC964FF", "--e", "https://x.org/a?b=c", "--f", "1.2.3")]
    [InlineData("null null null False x", "maybe")]
    [InlineData("3 y Blue True ", "maybe", "--a", "3", "--b", "y", "--c", "blue", "--d", "--e", "")]
    [InlineData("null null null False x", "maybe", "--d", "false")]
    [InlineData("Red Left, Top", "paint", "--color", "RED", "--sides", "left,Top")]
    [InlineData("[1 2 -3] [x y] [] [] []", "many", "--a", "1", "2", "--b", "x", "--a", "-3", "--b", "y")]
    [InlineData("[] [] [0.5] [Red Blue] [Left Right]", "many", "--a", "--b", "--c", "0.5", "--d", "red", "blue", "--e", "left", "right")]
    [InlineData("Point { X = 1, Y = 7 }   ", "place", "--at.x", "1")]
    [InlineData("Point { X = 1, Y = 2 } Point { X = 3, Y = 7 } a 4", "place", "--at.x", "1", "--at.Y", "2", "--other.x", "3", "--settings.name", "a", "--settings.depth", "4")]
    [InlineData("3 x", "pair", "--both.item1", "3", "--both.item2", "x")]
    [InlineData("Celsius { Degrees = 20.5 }", "warm", "--t", "20.5C")]
    [InlineData("a b.txt c", "files", "--from", "a b.txt", "--to", "c")]
    [InlineData("Ann 3", "firstName", "--first-name", "Ann")]
    [InlineData("Ann 4", "firstName", "--firstName", "Ann", "--max-count", "4")]
    [InlineData("int 5", "over", "--x", "5")]
    [InlineData("string five", "over", "--x", "five")]
    [InlineData("two 5 6", "over", "--x", "5", "--y", "6")]
    [InlineData("jsonxTrue", "output", "--output", "json", "--json", "x", "--help")]
    [InlineData("a1", "keyword", "--class", "a", "--int", "1")]
    public void Words_become_values_of_the_parameters_types(string result, string function, params string[] words) => Assert.Equal(result, Called.Result(function, words));

    [Theory]
    [InlineData("--a wants an int, and 'one' is none.", "label", "--a", "one", "--b", "x")]
    [InlineData("--a wants an int, and '3000000000' is none: the least is -2147483648, the greatest 2147483647.", "label", "--a", "3000000000", "--b", "x")]
    [InlineData("--c wants a double, and '1,5' is none.", "label", "--a", "1", "--b", "x", "--c", "1,5")]
    [InlineData("--b is missing: it wants text.", "label", "--a", "1")]
    [InlineData("--a wants an int, and none is given.", "label", "--b", "x", "--a")]
    [InlineData("--a is given 2 times, and takes one value.", "label", "--a", "1", "--a", "2", "--b", "x")]
    [InlineData("'2' belongs to no option. Values are given by name: --a 2", "label", "--a", "1", "2", "--b", "x")]
    [InlineData("there is no option --bb. Did you mean --b?", "label", "--a", "1", "--b", "x", "--bb", "y")]
    [InlineData("there is no option --nothing. If it is the value of --b, write --b=--nothing", "label", "--a", "1", "--b", "--nothing")]
    [InlineData("'[x]' belongs to no option. Values are given by name: --a [x]", "label", "[x]", "--a", "1", "--b", "x")]
    [InlineData("--color wants one of Red, Green, Blue, and 'gren' is none. Did you mean Green?", "paint", "--color", "gren")]
    [InlineData("--color wants one of Red, Green, Blue, and '1' is none.", "paint", "--color", "1")]
    [InlineData("--sides wants one or several (with commas) of None, Left, Right, Top, and 'left,up' is none.", "paint", "--sides", "left,up")]
    [InlineData("--a wants an int, and 'x' is none.\n--b is missing: it wants one or more values, each text.", "many", "--a", "1", "x")]
    [InlineData("--at.x is missing: it wants an int.", "place", "--at.y", "1")]
    [InlineData("--output wants one of json, table, text, and 'xml' is none.", "paint", "--output", "xml")]
    [InlineData("--d wants true or false, and 'maybe' is none.", "maybe", "--d", "maybe")]
    public void What_is_wrong_says_which_option_what_was_given_and_what_is_wanted(string errors, string function, params string[] words) =>
        Assert.Equal(errors, string.Join('\n', Called.Read(function, words).Errors));

    [Theory]
    [InlineData("generic cannot be called from a command line: it is generic, and a command line does not say for which types. Define a function for one type that calls it.", "generic")]
    [InlineData("gives cannot be called from a command line: its parameter x is out: it gives something back by a variable.", "gives")]
    [InlineData("stream cannot be called from a command line: its parameter f is a Func<int>, which words on a command line do not make.", "stream")]
    public void What_no_command_line_can_call_says_why(string why, string function) =>
        Assert.Equal(why, Assert.Throws<UncallableException>(() => Called.Read(function)).Message);

    [Fact]
    public void A_type_that_contains_itself_has_the_options_of_one_level() =>
        Assert.Equal(["--first.value"], Called.Function("line").Options.Select(o => o.Name));

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_is_asked_for_wherever_it_stands(string word) => Assert.True(Called.Read("label", "--a", "x", word).Help);
}
