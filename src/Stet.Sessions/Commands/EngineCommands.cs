using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Renaming;
using Stet.Sessions.Submitting;

namespace Stet.Sessions.Commands;

/// <summary>The commands that change the workspace itself: carried out by the engine, between runs, when submitted on their own.</summary>
internal static class EngineCommands
{
    /// <summary>Runs code, and so is carried out where submissions are.</summary>
    public const string Refresh = "refresh";

    public static bool Knows(string name) => name is "undo" or "redo" or "force" or "drop" or "rename" or "trust" or "watch" or "unwatch" or Refresh or AgainRequest.Name;

    public static void CarryOut(Engine engine, Session session, (string Name, ImmutableArray<string> Arguments) command, SubmissionProgress progress)
    {
        switch (command.Name)
        {
            case "undo":
                TimeTravel.Undo(engine, progress);
                break;
            case "redo":
                TimeTravel.Redo(engine, progress);
                break;
            case "drop" when command.Arguments.Length > 0:
                Dropping.Drop(engine, session, command.Arguments, progress);
                break;
            case "rename" when command.Arguments is [var path, var other]:
                RenameCommand.Rename(engine, path, other, progress);
                break;
            case "rename":
                Refuse(progress, "STET0401", "rename takes what is renamed and its new name: rename Vec Vector, rename Vec.Len Length, rename mean.days values.");
                break;
            case AgainRequest.Name:
                Refuse(progress, "STET0401", "again takes the number of an entry: again(12), again(12, sure: true).");
                break;
            case "watch" or "unwatch" when command.Arguments.Length <= 1:
                WatchCommand.CarryOut(engine, session, command.Name, command.Arguments.FirstOrDefault(), progress);
                break;
            case "force":
                Forcing.Force(engine, session, progress);
                break;
            case "trust":
                progress.Notes.Add(new(NoteKind.Hint, "this workspace is trusted already", []));
                break;
            default:
                Refuse(progress, "STET0401", $"{command.Name} takes other arguments; see 'help'.");
                break;
        }
    }

    public static void Refuse(SubmissionProgress progress, string code, string message) =>
        progress.Fail([new(Severity.Error, code, message, $"In[{progress.Number}]", 1, 1, 1, 2, "")]);
}
