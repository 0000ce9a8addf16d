using System.Text;

namespace Stet.Sessions.Tests.Secrets;

public class ForgettingTests
{
    private const string Word = "Quetzalcoatl";

    [Fact]
    public async Task What_is_forgotten_is_in_no_file_of_the_store()
    {
        await using var prompt = new Prompt();
        await prompt.Do($"Console.WriteLine(\"{Word}\")", $"\"{Word}\".Length", "1 + 1");
        for (var i = 0; i < 50; i++)
        {
            await prompt.Do($"{i} + 1");
        }

        Assert.NotEmpty(FilesWith(prompt, Word));
        Assert.Equal("2", await prompt.Says("forget(1, 2)"));
        Assert.Empty(FilesWith(prompt, Word));
        await prompt.Reopen();
        Assert.Empty(FilesWith(prompt, Word));
        Assert.Equal("[forgotten]", prompt.Session.History(new(Limit: 1000)).Single(e => e.Number.Value == 1).Code);
        Assert.DoesNotContain(await prompt.Session.Search("forg", 1000), h => h.Entry.Code == "[forgotten]");
        Assert.Equal("STET0432", await prompt.Says("again(2)"));
        Assert.Empty((await prompt.Session.List("doctor")).Errors);
    }

    [Fact]
    public async Task Values_stay_and_say_that_they_cannot_be_made_again()
    {
        await using var prompt = new Prompt();
        await prompt.Do("k = 2", "x = k * 21", "forget(2)");
        Assert.Equal("42", await prompt.Says("x"));
        await prompt.Do("k = 3");
        var outcome = await prompt.Submit("refresh x");
        Assert.Contains("not in history as it was submitted", string.Concat(outcome.Errors.Select(e => e.Message)) + string.Concat(outcome.Notes.Select(n => n.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_not_kept_and_that_is_said()
    {
        await using var prompt = new Prompt();
        var outcome = await prompt.Submit($"Console.Write(\"https://ann:{Word}@example.org\")");
        Assert.Equal($"https://ann:{Word}@example.org", outcome.Stdout);
        Assert.Equal(["secret"], outcome.Notes.Select(n => n.Kind));
        Assert.Equal("Console.Write(\"https://ann:[secret]@example.org\")", prompt.Session.History(new())[0].Code);
        Assert.Empty(FilesWith(prompt, Word));
        Assert.Equal("STET0432", await prompt.Says("again(1)"));
        await prompt.Do("secrets(keep: true)", $"var s = \"https://ann:{Word}@example.org\"");
        Assert.Contains(Word, prompt.Session.History(new())[0].Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_running_submission_is_not_forgotten()
    {
        await using var prompt = new Prompt();
        Assert.Equal("ArgumentException", await prompt.Says("forget(1)"));
    }

    private static IEnumerable<string> FilesWith(Prompt prompt, string word)
    {
        var wanted = Encoding.UTF8.GetBytes(word);
        return Directory.EnumerateFiles(Path.Combine(prompt.Folder, ".stet"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock" && Bytes(f).AsSpan().IndexOf(wanted) >= 0).ToList();
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        file.CopyTo(all);
        return all.ToArray();
    }
}
