using Xunit.Abstractions;

namespace Stet.Effects.Tests;

/// <summary>The shell lines of both corpora. The figures are printed; those in <c>docs/limitations.md</c> come from here.</summary>
public class ShellCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Destructive_lines_are_recognised_with_their_victims()
    {
        var all = Corpus.Destructive(shell: true).ToList();
        var missed = all.Select(l => (l.Code, l.Victims, Found: ShellEffects.Of(l.Code[1..], Corpus.Setting))).Where(l => !Corpus.HasVictims(l.Found, l.Victims)).ToList();
        missed.ForEach(m => output.WriteLine($"{m.Code}\n   wanted {m.Victims}\n   found {m.Found.ToString().ReplaceLineEndings("\n   ")}"));
        output.WriteLine($"{all.Count - missed.Count} of {all.Count} destructive shell lines recognised with the right victims ({100.0 * (all.Count - missed.Count) / all.Count:0.0} %)");
        Assert.True(missed.Count * 100 <= all.Count);
    }

    [Fact]
    public void Honest_lines_raise_no_alarm()
    {
        var all = Corpus.Honest(shell: true).ToList();
        var alarms = all.Select(l => (Code: l, Found: ShellEffects.Of(l[1..], Corpus.Setting))).Where(l => l.Found.Destructive).ToList();
        alarms.ForEach(a => output.WriteLine($"{a.Code}\n   {a.Found.ToString().ReplaceLineEndings("\n   ")}"));
        output.WriteLine($"{alarms.Count} false alarms on {all.Count} honest shell lines");
        Assert.Empty(alarms);
    }

    [Fact]
    public void The_table_knows_the_programs_of_a_working_day() => Assert.True(ShellEffects.KnownCommands >= 300, $"{ShellEffects.KnownCommands}");
}
