using System.Globalization;
using System.Text.RegularExpressions;
using Stet.Model;

namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>
/// Random programs under random redefinitions, renamings, drops, refused and forced changes, undo, reopening and kills, compared with an oracle that carries the values by the stated rules.
/// A workspace serves many sequences, one after the other: each ends by dropping all that it has made. <c>STET_SEQUENCES</c> gives the number of sequences, <c>STET_SEED</c> the first seed.
/// </summary>
public partial class RandomProgramTests
{
    private const int Steps = 5;
    private const int InOneWorkspace = 20;
    private const int InOneTest = 100;

    private static int Sequences => int.Parse(Environment.GetEnvironmentVariable("STET_SEQUENCES") ?? "200", CultureInfo.InvariantCulture);

    private static int FirstSeed => int.Parse(Environment.GetEnvironmentVariable("STET_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>The first and the last seed of each test.</summary>
    public static TheoryData<int, int> Seeds()
    {
        var seeds = new TheoryData<int, int>();
        for (var first = FirstSeed; first < FirstSeed + Sequences; first += InOneTest)
        {
            seeds.Add(first, Math.Min(first + InOneTest, FirstSeed + Sequences) - 1);
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Values_are_as_the_oracle_says(int from, int to)
    {
        for (var first = from; first <= to; first += InOneWorkspace)
        {
            await using var run = new SequenceRun(first);
            await run.Do(RandomProgram.Dump);
            for (var seed = first; seed < Math.Min(first + InOneWorkspace, to + 1); seed++)
            {
                await Run(run, seed);
            }
        }
    }

    private static async Task Run(SequenceRun run, int seed)
    {
        run.Begin(seed);
        var random = new Random(seed);
        var program = new RandomProgram(random);
        var steps = new ProgramSteps(program, random);
        foreach (var code in program.Begin())
        {
            await run.Do(code);
        }

        for (var i = 0; i < Steps; i++)
        {
            var (check, expected) = (program.Check, program.Expected);
            var step = steps.Next();
            if (step.Refused is not null)
            {
                await Refused(run, program, step, random);
            }
            else if (step.CanBeUndone && random.Next(6) == 0)
            {
                await run.Do(step.Code);
                await run.Do("undo");
                await run.Shows(check, expected);
                await run.Do("redo");
                await run.Shows(program.Check, program.Expected);
            }
            else
            {
                await (step.IsCommand ? run.Do(step.Code) : Task.CompletedTask);
                await run.Shows(step.IsCommand ? program.Check : $"{step.Code}\n{program.Check}", program.Expected);
            }

            await (random.Next(16) switch
            {
                0 => run.Reopen(),
                1 => run.Kill(),
                _ => Task.CompletedTask,
            });
        }

        await run.Shows(program.Check, program.Expected);
        await run.Do(program.End());
        await run.Shows("Console.Write(who().Count + defs().Count);", "1");
    }

    /// <summary>Nothing has changed; forced, it has changed as said.</summary>
    private static async Task Refused(SequenceRun run, RandomProgram program, ProgramStep step, Random random)
    {
        await run.IsRefused(step.Code, step.Refused!);
        await run.Shows(program.Check, program.Expected);
        if (step.Forced is { } change && random.Next(2) == 0)
        {
            await run.IsRefused(step.Code, step.Refused!);
            change();
            await run.Do("force");
            await run.Shows(program.Check, program.Expected);
        }
    }

    /// <summary>"A cannot be converted to A": two types of one name in one message.</summary>
    [GeneratedRegex(@"(['\[])([\p{L}_][\w.<>+]*)['\]][^'\[]*\bto\b[^'\[]*\1\2['\]]")]
    private static partial Regex SameName();

    /// <summary>The workspace of some sequences, and what has been done to it. In every second one the disk is slow: values are still being kept when the next submission comes.</summary>
    private sealed class SequenceRun : IAsyncDisposable
    {
        private readonly List<string> log = [];
        private readonly int first;
        private Prompt prompt;
        private int seed;

        public SequenceRun(int first)
        {
            this.first = first;
            prompt = OnItsDisk(new(loadedAlone: first / InOneWorkspace % 2 == 0 ? 3 : 1000));
        }

        public void Begin(int sequence)
        {
            seed = sequence;
            log.Clear();
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

        public ValueTask DisposeAsync() => prompt.DisposeAsync();

        private Prompt OnItsDisk(Prompt opened)
        {
            if (first / InOneWorkspace % 2 == 1)
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
    }
}
