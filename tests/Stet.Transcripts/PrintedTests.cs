namespace Stet.Transcripts;

public class PrintedTests
{
    [Fact]
    public void Output_value_errors_and_notes_come_in_this_order()
    {
        var printed = Printed.Of("""
            {"n":1,"code":"x","ok":false,"type":"int","text":"2","stdout":"hello\n","errors":[{"code":"CS0103","message":"no y","source":"In[1]","line":1,"column":5}],
             "notes":[{"kind":"broken","text":"f is broken","names":["f"]}],"ms":3.1,"kept":true}
            """);
        Assert.Equal("hello\n2\nIn[1]:1:5: error CS0103: no y\nnote: f is broken", printed);
    }

    [Fact]
    public void Nothing_printed_is_nothing() =>
        Assert.Equal("", Printed.Of("""{"n":1,"code":"x = 1;","ok":true,"type":null,"text":null,"stdout":"","errors":[],"notes":[],"ms":1,"kept":true}"""));

    [Fact]
    public void Masks_hide_what_differs_from_run_to_run()
    {
        var masks = new Masks("/tmp/stet-1");
        masks.Add(@"pid \d+ => pid N");
        Assert.Equal(
            "FOLDER/a HASH TIME N ms pid N 2012-01-01",
            masks.Apply("/tmp/stet-1/a 0123456789abcdef0123456789abcdef 2026-11-22T21:50:00Z 3.25 ms pid 77 2012-01-01\n(1.25 s)"));
    }

    [Fact]
    public void A_difference_shows_only_the_lines_that_differ() =>
        Assert.Equal("- b\n+ x\n+ y\n", Difference.Between("a\nb\nc", "a\nx\ny\nc"));
}
