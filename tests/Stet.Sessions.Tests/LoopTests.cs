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
    public async Task What_was_assigned_before_an_exception_stays(string code, string value)
    {
        await using var prompt = new Prompt();
        await prompt.Do("s = 0");
        Assert.False((await prompt.Submit(code)).Ok);
        Assert.Equal(value, await prompt.Says("s"));
    }
}
