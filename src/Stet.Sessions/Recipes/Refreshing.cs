using Stet.Language.Parsing;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Commands;
using Stet.Sessions.Submitting;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Recipes;

/// <summary>
/// <c>refresh x</c>: runs the statements of a variable's recipe again, in order, in the newest world, after those of what it is made from and is outdated.
/// <c>refresh</c> does so for all that is outdated, what others are made from first; what turns out not to be outdated any more, because an input came out equal, is left alone.
/// What cannot be made again is told, and nothing of it is run.
/// </summary>
internal sealed class Refreshing(Engine engine, Session session, SubmissionProgress progress, OutputBuffer output, Action<Run> started, CancellationToken stop)
{
    private readonly Dictionary<string, string> failed = [];
    private readonly List<string> done = [];
    private readonly HashSet<(long In, int Statement)> ran = [];
    private readonly RefreshedContents contents = new(engine);
    private int parts;

    public async Task Run(string? name)
    {
        progress.IsRefresh = true;
        foreach (var next in RefreshOrder.Of(engine, name))
        {
            if (progress.Errors.Length > 0)
            {
                break;
            }

            await Refresh(next, isAsked: next == name).ConfigureAwait(false);
        }

        Tell(name);
    }

    private async Task Refresh(string name, bool isAsked)
    {
        var variable = engine.Variables.Find(name);
        if (!isAsked && (IsMadeAlready(variable!) || !contents.IsOutdated(variable!, failed.Keys)))
        {
            return;
        }

        if (WhyNot(variable, name) is { } reason)
        {
            failed[name] = reason;
            return;
        }

        var plan = RefreshPlan.Of(engine, variable!.Recipe!, ref parts);
        if (plan.Trouble is { } trouble)
        {
            failed[name] = trouble;
            return;
        }

        foreach (var part in plan.Parts)
        {
            await RunPart(part).ConfigureAwait(false);
            if (progress.Errors.Length > 0)
            {
                return;
            }
        }

        ran.UnionWith(plan.Statements);
        done.Add(name);
        contents.Look(progress.ToKeep(engine));
    }

    private bool IsMadeAlready(Variable variable) => variable.Recipe!.Steps.All(s => s.Statements.All(i => ran.Contains((s.In, i))));

    private string? WhyNot(Variable? variable, string name) => variable switch
    {
        null => engine.World.Graph.Named(name).Length > 0 ? $"{name} is a definition: it is always up to date" : $"there is no variable {name}",
        { Recipe: null or { Steps.Count: 0 } } => "how it was made is not known",
        { Recipe.IsPartial: true } => "what changed it before its oldest known step is not known",
        { Recipe: { } recipe } => recipe.Inputs.Select(i => i.Name).FirstOrDefault(failed.ContainsKey) is { } input ? $"it is made from {input}" : null,
    };

    private async Task RunPart(RefreshPart part)
    {
        var directory = session.Directory;
        session.Directory = part.Directory;
        try
        {
            var first = StatementCompiler.Compile(engine, engine.World, part.Input, 0, progress.Number);
            if (first.Unit is null)
            {
                progress.Fail(first.Errors);
                return;
            }

            await new StatementRun(engine, session, part.Input, progress, output, started, stop, new(part.In)).Run(first).ConfigureAwait(false);
        }
        finally
        {
            session.Directory = directory;
        }
    }

    private void Tell(string? asked)
    {
        if (done.Count > 0)
        {
            progress.Notes.Add(new(NoteKind.Refreshed, $"refreshed: {string.Join(", ", done)}", done));
            if (contents.AlsoChanged(done) is [_, ..] others)
            {
                progress.Notes.Add(new(NoteKind.Refreshed, $"running that again has also changed {string.Join(", ", others)}", others));
            }
        }
        else if (asked is null && failed.Count == 0)
        {
            progress.Notes.Add(new(NoteKind.Hint, "nothing is outdated", []));
        }

        if (failed.Count > 0 && progress.Errors.Length == 0)
        {
            EngineCommands.Refuse(progress, "STET0440", string.Join("\n", failed.Select(f => $"{f.Key} cannot be made again: {f.Value}. It is as it was.")));
        }
    }
}
