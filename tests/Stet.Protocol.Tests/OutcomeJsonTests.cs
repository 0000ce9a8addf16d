using Stet.Model;
using Stet.Protocol.Printing;

namespace Stet.Protocol.Tests;

public class OutcomeJsonTests
{
    [Fact]
    public void The_line_is_the_one_that_is_documented() =>
        Assert.Equal(
            """{"n":1,"code":"1+1","ok":true,"type":"int","text":"2","stdout":"","errors":[],"notes":[],"ms":3.1,"kept":true}""",
            OutcomeJson.Of(new Outcome(new(1), "1+1", true, "int", "2", "", [], [], 3.14, true)));

    [Fact]
    public void Errors_and_notes_are_objects_and_line_breaks_are_escaped() =>
        Assert.Equal(
            """{"n":2,"code":"a\nb","ok":false,"type":null,"text":null,"stdout":"<é>\n","errors":[{"code":"CS1","message":"m","source":"In[2]","line":2,"column":1}],"notes":[{"kind":"hint","text":"t","names":["x"]}],"ms":0,"kept":false}""",
            OutcomeJson.Of(new Outcome(
                new(2), "a\nb", false, null, null, "<é>\n", [new(Severity.Error, "CS1", "m", "In[2]", 2, 1, 2, 2, "b")], [new("hint", "t", ["x"])], 0, false)));

    [Fact]
    public void What_comes_later_names_its_submission()
    {
        Assert.Equal("""{"n":3,"kept":true}""", OutcomeJson.Kept(new(3)));
        Assert.Equal("""{"n":3,"note":{"kind":"not kept","text":"s is live","names":["s"]}}""", OutcomeJson.Noted(new(3), new("not kept", "s is live", ["s"])));
    }
}
