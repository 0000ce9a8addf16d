using Stet.Model;
using Stet.Sessions.Submitting;

namespace Stet.Sessions.Commands;

/// <summary><c>watch x</c>: from now on this session is told the value of x whenever it has become another one; <c>watch</c> lists what is watched, <c>unwatch x</c> ends it.</summary>
internal static class WatchCommand
{
    public static void CarryOut(Engine engine, Session session, string command, string? name, SubmissionProgress progress)
    {
        if (name is null && command == "watch")
        {
            var names = session.Watched.Names;
            progress.Notes.Add(new(NoteKind.Hint, names.Count == 0 ? "nothing is watched; 'watch x' shows the value of x whenever it changes" : $"watched: {string.Join(", ", names)}", names));
        }
        else if (name is null)
        {
            session.Watched.Names.ToList().ForEach(n => session.Watched.Remove(n));
        }
        else if (command == "unwatch" && !session.Watched.Remove(name))
        {
            EngineCommands.Refuse(progress, "STET0403", $"{name} is not watched; 'watch' lists what is.");
        }
        else if (command == "watch" && !engine.Watches.Knows(name))
        {
            EngineCommands.Refuse(progress, "STET0403", $"There is no variable or formula {name} to watch; 'who' lists them.");
        }
        else if (command == "watch")
        {
            engine.Watches.Watch(session, name);
        }
    }
}
