using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Shells;
using Stet.Sessions.Submitting;

namespace Stet.Sessions.Recipes;

/// <summary>
/// What running a recipe again would run, checked before anything is: that its code compiles in the newest world, that its directories are there, and that
/// it would not overwrite what a later submission has made of other variables.
/// </summary>
/// <param name="Trouble">Why it cannot be run; null where it can.</param>
internal sealed record RefreshPlan(IReadOnlyList<RefreshPart> Parts, IReadOnlySet<(long In, int Statement)> Statements, string? Trouble)
{
    public static RefreshPlan Of(Engine engine, Recipe recipe, ref int parts)
    {
        var statements = recipe.Steps.SelectMany(s => s.Statements.Select(i => (s.In, i))).ToHashSet();
        var all = new List<RefreshPart>();
        foreach (var step in recipe.Steps)
        {
            if (engine.Store.Entry(new(step.In)) is not { } entry)
            {
                return new([], statements, $"In[{step.In}] is not in the history any more");
            }

            if (!entry.IsWhole())
            {
                return new([], statements, $"In[{step.In}] is not in history as it was submitted: it was forgotten, or is kept without its secret");
            }

            if (!Directory.Exists(entry.Directory))
            {
                return new([], statements, $"In[{step.In}] ran in {entry.Directory}, which is not there");
            }

            var input = Today(engine, entry, $"In[{step.In}]");
            foreach (var run in Neighbours(step.Statements))
            {
                all.Add(new(step.In, entry.Directory, input.Only(run, $"r{++parts}")));
            }
        }

        var doubt = all.Select(p => WhyNotCompiled(engine, p)).FirstOrDefault(t => t is not null);
        return new(all, statements, doubt ?? all.Select(p => WhatIsOverwritten(engine, p, statements)).FirstOrDefault(t => t is not null)) { DoesNotCompile = doubt };
    }

    /// <summary>What the compiler of today says against the recipe; null where it compiles.</summary>
    public string? DoesNotCompile { get; private init; }

    /// <summary>What was submitted, with the names that things have today. Its statements are in the same places.</summary>
    private static ParsedInput Today(Engine engine, HistoryEntry entry, string source)
    {
        var submitted = InputParser.Submission(entry.Code, source, engine.IsProgram);
        var renamed = InputParser.Submission(engine.Recalling.Of([entry])[0].Recalled(), source, engine.IsProgram);
        return renamed.StatementCount == submitted.StatementCount ? renamed : submitted;
    }

    /// <summary>Statements that follow each other run as one.</summary>
    private static List<List<int>> Neighbours(IReadOnlyList<int> statements)
    {
        var runs = new List<List<int>>();
        foreach (var index in statements)
        {
            if (runs is [.., var last] && last[^1] == index - 1)
            {
                last.Add(index);
            }
            else
            {
                runs.Add([index]);
            }
        }

        return runs;
    }

    private static string? WhyNotCompiled(Engine engine, RefreshPart part) =>
        StatementCompiler.Compile(engine, engine.World, part.Input, 0, default).Errors is [var error, ..] ? $"{error.Source}:{error.Line}:{error.Column}: {error.Message.TrimEnd('.')}" : null;

    private static string? WhatIsOverwritten(Engine engine, RefreshPart part, HashSet<(long, int)> statements)
    {
        var written = StatementCompiler.Compile(engine, engine.World, part.Input, 0, default).Statements.SelectMany(s => s.Writes).Distinct().Select(engine.Variables.Find).OfType<Variables.Variable>();
        foreach (var other in written)
        {
            if (other.Recipe?.Steps.FirstOrDefault(s => !s.Statements.All(i => statements.Contains((s.In, i)))) is { } later)
            {
                return $"In[{part.In}] assigns {other.Name} too, which In[{later.In}] has made what it is: that would be overwritten";
            }
        }

        return null;
    }
}

/// <param name="In">The submission whose statements they are.</param>
internal sealed record RefreshPart(long In, string Directory, ParsedInput Input);
