namespace Stet.Sessions.Tests;

/// <summary>Variables that loops assign, whatever way the value goes back to the variable.</summary>
public class LoopTests
{
    [Theory]
    [InlineData("s = 0; for (var i = 0; i < 10; i++) s += i;", "s", "45")]
    [InlineData("s = 0; for (var i = 0; i < 10; i++) if (i % 2 == 0) s += i; else s--;", "s", "15")]
    [InlineData("int s = 3; while (s-- > 0) ;", "s", "-1")]
    [InlineData("s = 0; foreach (var c in \"abc\") { s++; } s += 10;", "s", "13")]
    [InlineData("s = 0; for (s = 5; s < 9; s++) ;", "s", "9")]
    [InlineData("a = 0; b = 1; for (var i = 0; i < 10; i++) (a, b) = (b, a + b);", "a", "55")]
    [InlineData("s = 0; t = 0; do { s++; t = s * 2; } while (s < 4);", "s + t", "12")]
    [InlineData("s = 0; foreach (var w in new[] { \"1\", \"7\" }) int.TryParse(w, out s);", "s", "7")]
    [InlineData("s = 0; for (var i = 0; i < 3; i++) s = s = s + 1;", "s", "3")]
    [InlineData("s = 0; for (var i = 0; i < 3; i++) { void Add() => s++; Add(); }", "s", "3")]
    [InlineData("s = \"\"; for (var i = 0; i < 3; i++) s += i; s + \"!\"", "s", "\"012\"")]
    [InlineData("s = 0; for (var i = 0; i < 3; i++) s += i; s = \"text\"", "s", "\"text\"")]
    [InlineData("s = 1; for (var i = 0; i < 3; i++) { try { s *= 2; throw new Exception(); } catch (Exception) { s += 1; } }", "s", "15")]
    [InlineData("char s = 'a'; for (var i = 0; i < 3; i++) s++;", "s", "'d'")]
    [InlineData("s = 0; for (var i = 0; i < 3; i++) s += i", "s", "3")]
    [InlineData("s = 0; for (var i = 0; i < 3; i++) { await Task.Yield(); foreach (var c in \"ab\") s++; }", "s", "6")]
    [InlineData("s = 0; for (var i = 0; i < 3; i++) { Action add = () => { foreach (var c in \"ab\") s++; }; add(); }", "s", "6")]
    [InlineData("s = 0; again: foreach (var c in \"ab\") s++; if (s < 5) goto again;", "s", "6")]
    [InlineData("int f(int n) { var sum = 0; while (n > 0) for (var k = n--; k > 0; k--) if (k > 1) sum++; else do sum += 2; while (sum < 0); return sum; } s = f(3);", "s", "9")]
    [InlineData("IEnumerable<int> g(int n) { for (var i = 0; i < n; i++) { foreach (var c in \"ab\") n--; yield return i; } } s = g(9).Count();", "s", "3")]
    [InlineData("s = 0; for (var i = 0; i < 3; i++) for (var k = 0; k < 3; k++) s += i * k;", "s", "9")]
    [InlineData("s = 0; t = 1; if (t == 1) while (s < 5) { s++; if (s == 4) break; } else s = -1;", "s", "4")]
    [InlineData("s = 0.0; for (var i = 0; i < 3; i++) { if (i == 1) continue; s += Sqrt(i * i); } s *= 10;", "s", "20")]
    [InlineData("s = 0; for (var n = 0; n < 2; n++) { for (var i = 0; i < 3; i++) s += i; Console.Write(\"\"); s += 100; }", "s", "206")]
    [InlineData("bool found = false; n = 0; do { n++; found = n * n > 50; } while (!found);", "n", "8")]
    public async Task A_loop_leaves_what_it_assigned(string code, string variable, string value)
    {
        await using var prompt = new Prompt();
        await prompt.Do(code);
        Assert.Equal(value, await prompt.Says(variable));
    }

    [Theory]
    [InlineData("for (var i = 0; ; i++) { if (i == 5) throw new Exception(\"stop\"); s += 10; }", "50")]
    [InlineData("for (s = 0; ; s++) if (s == 7) throw new Exception(\"stop\");", "7")]
    [InlineData("foreach (var n in new[] { 1, 2, 0, 4 }) s += 12 / n;", "18")]
    [InlineData("for (var n = 3; ; n--) s += 12 / n;", "22")]
    [InlineData("for (var i = 1; ; i++) for (var n = 3; n > -1; n--) s += 12 / n", "22")]
    [InlineData("for (var i = 3; 12 / i > 0; i--) for (var n = 0; n < 3; n++) s += n;", "9")]
    [InlineData("for (var i = 3; 12 / i > 0; i--) while (s % 2.0 < 0.5 || s < 4) s++", "5")]
    [InlineData("for (var i = 0; ; i++) { for (var k = 0; k < 10; k++) s += k; if (i == 2) throw new Exception(\"stop\"); }", "135")]
    [InlineData("for (var i = int.MaxValue - 2; ; i++) { s++; checked { i += 1; } }", "2")]
    [InlineData("n = -1; while (true) { s++; n = n + 1; Sign(n == 3 ? double.NaN : n); }", "4")]
    public async Task What_was_assigned_before_an_exception_stays(string code, string value)
    {
        await using var prompt = new Prompt();
        await prompt.Do("s = 0");
        Assert.False((await prompt.Submit(code)).Ok);
        Assert.Equal(value, await prompt.Says("s"));
    }

    [Fact]
    public async Task What_was_assigned_before_a_stop_stays()
    {
        await using var prompt = new Prompt();
        var reached = false;
        for (var wait = 1; !reached && wait < 10_000; wait *= 2)
        {
            await prompt.Do("s = 0L; n = 0L;");
            var started = new FirstOutput();
            var running = prompt.Session.Submit("Console.Write('s'); while (true) { s += 2; if (s % 2.0 == 0) n++; }", started);
            await started.Written.Task;
            await Task.Delay(wait);
            prompt.Session.Interrupt();
            await running;
            Assert.Equal("true", await prompt.Says("s == 2 * n"));
            reached = await prompt.Says("s > 0") == "true";
        }

        Assert.True(reached, "the loop's steps before the stop were not kept");
    }
}
