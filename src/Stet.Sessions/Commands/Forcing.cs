using Stet.Language.Parsing;
using Stet.Sessions.Submitting;

namespace Stet.Sessions.Commands;

/// <summary><c>force</c>: takes the step that was refused because dependents would break; they are broken until mended.</summary>
internal static class Forcing
{
    public static void Force(Engine engine, Session session, SubmissionProgress progress)
    {
        if (session.Refused is not { } code)
        {
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
}
