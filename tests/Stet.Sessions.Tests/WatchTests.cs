using Stet.Model;

namespace Stet.Sessions.Tests;

public class WatchTests
{
    [Fact]
    public async Task A_value_is_shown_whenever_it_has_become_another_one()
    {
        await using var prompt = new Prompt();
        await prompt.Do("prices = new List<double> { 1, 2 };", "rate = 2.0;", "total => prices.Sum() * rate;", "other = 1;");
        Assert.Equal(["total = 6"], await Seen(prompt, "watch total"));
        Assert.Equal(["prices = List<double>(2) { 1, 2 }"], await Seen(prompt, "watch prices"));
        Assert.Equal([], await Seen(prompt, "other = 2;"));
        Assert.Equal(["prices = List<double>(3) { 1, 2, 3 }", "total = 12"], await Seen(prompt, "prices.Add(3);"));
        Assert.Equal(["total = 6"], await Seen(prompt, "rate = 1;"));
        Assert.Equal([], await Seen(prompt, "rate = 2; rate = 1;"));
        Assert.Equal(["total = 0.06"], await Seen(prompt, "total => prices.Sum() * rate / 100;"));
        Assert.Equal(["total = 6"], await Seen(prompt, "undo"));
    }

    [Fact]
    public async Task Watching_can_be_listed_and_ended_and_is_of_one_session()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = 1; b = 2;", "watch a", "watch b");
        Assert.Contains((await prompt.Submit("watch")).Notes, n => n.Text == "watched: a, b");
        await prompt.Do("unwatch a");
        Assert.Equal(["b = 4"], await Seen(prompt, "a = 3; b = 4;"));
        using (var other = prompt.Another())
        {
            var outcome = await other.Submit("b = 5;", new Silent());
            Assert.DoesNotContain(outcome.Notes, n => n.Kind == NoteKind.Watch);
        }

        Assert.Equal(["b = 5"], await Seen(prompt, "1 + 1"));
        await prompt.Do("unwatch");
        Assert.Equal([], await Seen(prompt, "b = 6;"));
        Assert.Equal("STET0403", await prompt.Says("unwatch b"));
        Assert.Equal("STET0403", await prompt.Says("watch nothing"));
    }

    [Fact]
    public async Task Who_listens_is_told_what_others_and_the_background_change()
    {
        await using var prompt = new Prompt();
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string>();
        prompt.Session.Listen(note => heard.Enqueue(note.Text));
        prompt.Save("a.txt", "one");
        await prompt.Do("n = 0; box = new List<int>();", "lines => File.ReadAllText(\"a.txt\");", "watch n", "watch box", "watch lines");
        using var other = prompt.Another();
        await other.Submit("n = 5;", new Silent());
        Assert.Equal("n = 5", await Next(heard));
        await other.Submit("t = Task.Run(async () => { await Task.Delay(300); lock (box) box.Add(7); });", new Silent());
        Assert.Equal("box = List<int>(1) { 7 }", await Next(heard));
        prompt.Save("a.txt", "another");
        Assert.Equal("lines = \"another\"", await Next(heard));
    }

    [Fact]
    public async Task What_goes_wrong_is_shown_too_and_once()
    {
        await using var prompt = new Prompt();
        await prompt.Do("n = 2;", "share => 12 / n;", "watch share");
        Assert.Equal(["share: DivideByZeroException: Attempted to divide by zero."], await Seen(prompt, "n = 0;"));
        Assert.Equal([], await Seen(prompt, "1"));
        Assert.Equal(["share = 4"], await Seen(prompt, "n = 3;"));
        Assert.Equal(["share is gone"], await Seen(prompt, "drop share"));
        Assert.Equal([], await Seen(prompt, "2"));
    }

    [Fact]
    public async Task A_name_of_ones_own_is_no_command()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int watch() => 7;");
        Assert.Equal("7", await prompt.Says("watch()"));
        Assert.Equal("7", await prompt.Says("watch"));
    }

    private static async Task<IEnumerable<string>> Seen(Prompt prompt, string code) => (await prompt.Submit(code)).Notes.Where(n => n.Kind == NoteKind.Watch).Select(n => n.Text);

    private static async Task<string> Next(System.Collections.Concurrent.ConcurrentQueue<string> heard)
    {
        for (var i = 0; i < 400; i++)
        {
            if (heard.TryDequeue(out var text))
            {
                return text;
            }

            await Task.Delay(50);
        }

        return "nothing";
    }
}
