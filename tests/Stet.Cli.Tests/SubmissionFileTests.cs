using Stet.Cli.Input;
using Stet.Model;

namespace Stet.Cli.Tests;

public class SubmissionFileTests
{
    [Fact]
    public void A_script_is_cut_where_it_is_complete() => Check("a.csx", "x = 1\ny = 2\r\n", "x = 1|y = 2");

    [Fact]
    public void A_transcript_gives_the_inputs_of_its_blocks() => Check(
        "a.md",
        "# Story\n> quote\n```stet\n> void F()\n. {\n. }\nrecorded\n> F()\n```\n```sh\n$ ls\n```\n```csharp\nvar z = 1;\nz\n```\n",
        "void F()\n{\n}|F()|var z = 1;\nz");

    [Fact]
    public void A_notebook_gives_its_code_cells() => Check(
        "a.ipynb",
        """{"cells":[{"cell_type":"markdown","source":["x"]},{"cell_type":"code","source":["a\n","b"]},{"cell_type":"code","source":"c"},{"cell_type":"code","source":[]}]}""",
        "a\nb|c");

    [Fact]
    public void Another_file_is_an_error_that_names_the_kinds()
    {
        var message = Assert.Throws<UsageException>(() => Check("a.txt", "x", "")).Message;
        Assert.Contains("'.txt'", message);
        Assert.Contains(".ipynb", message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_no_notebook_is_an_error_that_names_the_file(string text) =>
        Assert.Contains("a.ipynb is not a notebook", Assert.Throws<UsageException>(() => Check("a.ipynb", text, "")).Message);

    private static void Check(string name, string text, string submissions)
    {
        var folder = Directory.CreateTempSubdirectory("stet-file-");
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        try
        {
            Assert.Equal(submissions, string.Join('|', SubmissionFile.Read(path).Submissions(_ => InputState.Complete)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
