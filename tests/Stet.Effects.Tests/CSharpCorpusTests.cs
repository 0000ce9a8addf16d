using Xunit.Abstractions;

namespace Stet.Effects.Tests;

/// <summary>The C# lines of both corpora, compiled as submissions. The figures are printed; those in <c>docs/limitations.md</c> come from here.</summary>
public class CSharpCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Destructive_submissions_are_recognised_with_their_victims()
    {
        var all = Corpus.Destructive(shell: false).ToList();
        var missed = all.Where(l => !Passes(l.Code, found => Corpus.HasVictims(found, l.Victims), l.Victims)).ToList();
        output.WriteLine($"{all.Count - missed.Count} of {all.Count} destructive submissions recognised with the right victims ({100.0 * (all.Count - missed.Count) / all.Count:0.0} %)");
        Assert.True(missed.Count * 100 <= all.Count);
    }

    [Fact]
    public void Honest_submissions_raise_no_alarm()
    {
        var all = Corpus.Honest(shell: false).ToList();
        var alarms = all.Where(l => !Passes(l, found => !found.Destructive, "nothing")).ToList();
        output.WriteLine($"{alarms.Count} false alarms on {all.Count} honest submissions");
        Assert.Empty(alarms);
    }

    private bool Passes(string code, Func<Model.CodeEffects, bool> isRight, string wanted)
    {
        var said = "";
        var passes = false;
        var thrown = Record.Exception(() =>
        {
            var found = CodeWorld.Effects(code);
            (passes, said) = (isRight(found), found.ToString());
        });
        if (!passes)
        {
            output.WriteLine($"{code}\n   wanted {wanted}\n   found {(thrown?.Message + thrown?.StackTrace?.Split('\n')[0] + said).ReplaceLineEndings("\n   ")}");
        }

        return passes;
    }
}
