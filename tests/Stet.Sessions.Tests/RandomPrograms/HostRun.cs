using System.Text.RegularExpressions;
using Stet.Model;

namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>The workspace of some sequences, and what has been done to it. In every second one the disk is slow: values are still being kept when the next submission comes.</summary>
internal sealed partial class HostRun : IProgramRun, IAsyncDisposable
{
    private readonly List<string> log = [];
    private readonly int first;
    private Prompt prompt;
    private int seed;

    public HostRun(int first)
    {
        this.first = first;
        prompt = OnItsDisk(new(loadedAlone: first / RandomProgramTests.InOneWorkspace % 2 == 0 ? 3 : 1000));
    }

    public void Begin(int sequence)
    {
        seed = sequence;
        log.Clear();
    }

    public void Save(IReadOnlyList<(string Before, string After)> edits, string? to = null)
    {
        log.Add($"(saved{(to is null ? "" : $" in {to}")}) {string.Join(' ', edits.Select(e => e.After))}");
        var files = Directory.EnumerateFiles(prompt.Folder, "*.cs").ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        var before = files.ToDictionary();
        foreach (var edit in edits)
        {
            var home = edit.Before.Length == 0 ? to : files.Keys.FirstOrDefault(f => files[f].Contains(edit.Before, StringComparison.Ordinal));
            Assert.True(home is not null, Story($"in no file: {edit.Before}\nfiles:\n{string.Join('\n', files.Values)}"));
            files[home] = edit.Before.Length == 0 ? files.GetValueOrDefault(home) ?? "" : files[home].Replace(edit.Before, to is null || to == home ? edit.After : "", StringComparison.Ordinal);
            if (to is not null && (to != home || edit.Before.Length == 0))
            {
                files[to] = $"{files.GetValueOrDefault(to)}\n{edit.After}\n";
            }
        }

        foreach (var (file, text) in files.Where(f => before.GetValueOrDefault(f.Key) != f.Value))
        {
            prompt.Save(file, text);
        }
    }

    public async Task Do(string code)
    {
        var outcome = await Submit(code);
        Assert.True(outcome.Ok, Story(string.Join("; ", outcome.Errors.Select(e => e.Message))));
    }

    public async Task Shows(string code, string expected)
    {
        var outcome = await Submit(code);
        var shown = outcome.Ok ? outcome.Stdout : string.Join("; ", outcome.Errors.Select(e => e.Message));
        Assert.True(expected == shown, Story($"expected:\n{expected}\nshown:\n{shown}"));
    }

    public async Task IsRefused(string code, string error)
    {
        var outcome = await Submit(code);
        Assert.True(!outcome.Ok && outcome.Errors.All(e => e.Code == error), Story($"should be refused with {error}, and was {string.Join("; ", outcome.Errors.Select(e => $"{e.Code}: {e.Message}"))}"));
    }

    public async Task Reopen()
    {
        log.Add("(reopened)");
        await prompt.Reopen();
        OnItsDisk(prompt);
    }

    /// <summary>The disk as it is at this moment, opened by another host.</summary>
    public async Task Kill()
    {
        log.Add("(killed)");
        var after = await prompt.Killed();
        await prompt.DisposeAsync();
        prompt = OnItsDisk(after);
    }

    public void Count(string kind)
    {
    }

    public ValueTask DisposeAsync() => prompt.DisposeAsync();

    private Prompt OnItsDisk(Prompt opened)
    {
        if (first / RandomProgramTests.InOneWorkspace % 2 == 1)
        {
            var random = new Random(first);
            opened.KeepSlowly(() => TimeSpan.FromMilliseconds(random.Next(2) * random.Next(60)));
        }

        return opened;
    }

    private async Task<Outcome> Submit(string code)
    {
        log.Add(code);
        var outcome = await prompt.Submit(code);
        Assert.DoesNotContain(outcome.Notes, n => n.Kind == NoteKind.NotKept);
        var said = outcome.Errors.Select(e => e.Message).Concat(outcome.Notes.Select(n => n.Text)).FirstOrDefault(text => SameName().IsMatch(text));
        Assert.True(said is null, Story($"two types of one name: {said}"));
        return outcome;
    }

    private string Story(string end) => $"seed {seed} (its workspace began with seed {first}):\n{string.Join('\n', log)}\n{end}";

    /// <summary>"A cannot be converted to A": two types of one name in one message.</summary>
    [GeneratedRegex(@"(['\[])([\p{L}_][\w.<>+]*)['\]][^'\[]*\bto\b[^'\[]*\1\2['\]]")]
    private static partial Regex SameName();
}
