using System.Diagnostics;
using Stet.Model;
using Xunit.Abstractions;

namespace Stet.Sessions.Tests.Recalling;

/// <summary>
/// Honest days of work (<c>days/*.txt</c>, written before the rules were tuned): <c>&gt;</c> is typed, <c>^</c> is recalled and run again, <c>$</c> is what other
/// programs do to the files meanwhile. Recalling asks at most 0.5 times and hints at most 5 times in a hundred.
/// </summary>
public sealed class HonestDaysTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Recalling_asks_almost_never_and_hints_rarely()
    {
        var (recalls, hints, questions) = (0, 0, 0);
        foreach (var day in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recalling", "days"), "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var check in await Live(File.ReadAllLines(day)))
            {
                recalls++;
                hints += check.Hint.Length > 0 ? 1 : 0;
                questions += check.Question.Length > 0 ? 1 : 0;
                if (check.Hint.Length + check.Question.Length > 0)
                {
                    output.WriteLine($"{Path.GetFileNameWithoutExtension(day)}: In[{check.Number}] {check.Hint} {check.Question}");
                }
            }
        }

        output.WriteLine($"{recalls} recalls: {questions} questions, {hints} hints");
        Assert.True(recalls >= 160, $"only {recalls} recalls");
        Assert.True(questions * 200 <= recalls, $"{questions} questions in {recalls} recalls");
        Assert.True(hints * 20 <= recalls, $"{hints} hints in {recalls} recalls");
    }

    private static async Task<IReadOnlyList<RecallCheck>> Live(string[] lines)
    {
        await using var prompt = new Prompt();
        var checks = new List<RecallCheck>();
        foreach (var line in lines.Where(l => l.Length > 2))
        {
            var code = line[2..];
            switch (line[0])
            {
                case '$':
                    Shell(prompt.Folder, code);
                    break;
                case '^':
                    var entry = prompt.Session.History(new(code)).First(e => e.Code == code);
                    checks.Add(await prompt.Session.CheckRecall(entry.Number, entry.Code));
                    await prompt.Submit(code);
                    break;
                case '>':
                    await prompt.Submit(code);
                    break;
            }
        }

        return checks;
    }

    private static void Shell(string folder, string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line]) { WorkingDirectory = folder })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
