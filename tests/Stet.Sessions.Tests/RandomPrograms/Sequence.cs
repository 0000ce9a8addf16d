namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>One random program and what happens to it, from its first definition to the drop of all that it has made.</summary>
internal sealed class Sequence
{
    private const int Steps = 4;

    private readonly IProgramRun run;
    private readonly Random random;
    private readonly RandomProgram program;
    private readonly ProgramSteps steps;

    /// <summary>Nobody has looked at the values since the workspace was opened.</summary>
    private bool isOpenedAnew;

    private Sequence(IProgramRun run, int seed)
    {
        this.run = run;
        random = new Random(seed);
        program = new RandomProgram(random) { Count = run.Count };
        steps = new ProgramSteps(program, random);
    }

    public static async Task Play(IProgramRun run, int seed)
    {
        run.Begin(seed);
        var sequence = new Sequence(run, seed);
        await sequence.Begin();
        for (var i = 0; i < Steps; i++)
        {
            await sequence.Step();
            await sequence.Open();
        }

        await sequence.End();
    }

    private async Task Begin()
    {
        if (random.Next(4) == 0)
        {
            run.Count("(begun in files)");
            foreach (var (i, definition) in program.Definitions.Index())
            {
                run.Save([("", definition)], $"part{i % 3}.cs");
            }
        }
        else
        {
            await run.Do(string.Join(' ', program.Definitions));
        }

        foreach (var code in program.Begin())
        {
            await run.Do(code);
        }
    }

    private async Task Step()
    {
        var (check, expected) = (program.Check, program.Expected);
        var step = steps.Next();
        run.Count(step.Kind);
        if (step.Refused is not null)
        {
            await Refused(step);
        }
        else if (step.Then.Count > 0)
        {
            await InOrder([step.Code, .. step.Then]);
        }
        else if (step.IsSaved || (step.Edits.Count > 0 && random.Next(4) == 0))
        {
            await Saved(step, check, expected);
        }
        else if (step.CanBeUndone && random.Next(6) == 0)
        {
            await UndoneAndMadeAgain(step, check, expected);
        }
        else
        {
            await (step.IsCommand ? run.Do(step.Code) : Task.CompletedTask);
            await Shows(step.IsCommand ? "" : $"{step.Code}\n");
        }
    }

    private async Task InOrder(IEnumerable<string> submissions)
    {
        foreach (var code in submissions)
        {
            await (code.Split(' ', 2) is [['!', .. var error], var refused] ? run.IsRefused(refused, error) : run.Do(code));
        }

        await Shows();
    }

    private async Task UndoneAndMadeAgain(ProgramStep step, string check, string expected)
    {
        run.Count("(undone and made again)");
        await run.Do(step.Code);
        await run.Do("undo");
        await run.Shows(check, expected);
        await run.Do("redo");
        await Shows();
    }

    /// <summary>In the files: where the definitions are, in another file, or broken first and mended then.</summary>
    private async Task Saved(ProgramStep step, string check, string expected)
    {
        var how = random.Next(3);
        run.Count(how switch { 0 => "(saved in place)", 1 => "(saved in another file)", _ => "(saved broken and mended)" });
        if (how == 2)
        {
            var (before, after) = step.Edits[^1];
            run.Save([.. step.Edits.Take(step.Edits.Count - 1), (before, after + " class {")]);
            await run.Shows(check, expected);
            run.Save([(after + " class {", after)]);
        }
        else
        {
            run.Save(step.Edits, how == 1 ? $"part{random.Next(3)}.cs" : null);
        }

        await Shows();
    }

    /// <summary>Nothing has changed; forced, it has changed as said.</summary>
    private async Task Refused(ProgramStep step)
    {
        await run.IsRefused(step.Code, step.Refused!);
        await Shows();
        if (step.Forced is { } change && random.Next(2) == 0)
        {
            run.Count("(forced)");
            await run.IsRefused(step.Code, step.Refused!);
            change();
            await run.Do("force");
            await Shows();
        }
    }

    /// <summary>Sometimes another host goes on, after a clean end or a kill.</summary>
    private async Task Open()
    {
        var how = random.Next(16);
        if (how < 2)
        {
            run.Count(how == 0 ? "(reopened)" : "(killed)");
            await (how == 0 ? run.Reopen() : run.Kill());
            isOpenedAnew = true;
        }
    }

    private async Task End()
    {
        await (isOpenedAnew ? Shows() : Task.CompletedTask);
        await run.Do(program.End());
        await run.Shows("Console.Write(who().Count + defs().Count);", $"{RandomProgram.OwnFunctions}");
    }

    private async Task Shows(string before = "")
    {
        await run.Shows($"{before}{program.Check}", program.Expected);
        isOpenedAnew = false;
    }
}
