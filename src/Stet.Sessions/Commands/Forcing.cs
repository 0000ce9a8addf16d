using Stet.Language.Parsing;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;

namespace Stet.Sessions.Commands;

/// <summary>
/// <c>force</c>: takes the step that was refused because dependents would break, which are broken until mended, or because values cannot come with, which are set aside. Where no submission was
/// refused, the step to saved files that values stand against.
/// </summary>
internal static class Forcing
{
    public static void Force(Engine engine, Session session, SubmissionProgress progress)
    {
        if (session.Refused is not { } code)
        {
            if (engine.FileTrouble.Length > 0)
            {
                TakeFiles(engine, progress);
                return;
            }

            EngineCommands.Refuse(progress, "STET0402", "There is nothing to force: no redefinition of this session was refused last.");
            return;
        }

        session.Refused = null;
        var input = InputParser.Submission(code, $"In[{progress.Number}]");
        if (input.Command is { Name: "drop", Arguments: var names })
        {
            Dropping.Drop(engine, session, names, progress, force: true);
            return;
        }

        var step = WorldChange.Prepare(engine, input, force: true);
        if (step is { IsRefused: true })
        {
            progress.Fail(step.Errors);
        }
        else if (step is not null)
        {
            WorldChange.Take(engine, step, progress);
        }
    }

    private static void TakeFiles(Engine engine, SubmissionProgress progress)
    {
        var step = FileRefresh.Force(engine);
        if (step.IsRefused)
        {
            progress.Fail([.. step.Errors.Select(e => e with { Message = e.Message + " (mend the file; nothing was changed)" })]);
            return;
        }

        WorldChange.Take(engine, step, progress);
    }
}
