using Stet.Model;

namespace Stet.Sessions.Submitting;

/// <summary><c>trust</c>: from now on the workspace is the user's own.</summary>
internal static class Trusting
{
    public static Outcome Accept(Engine engine, string code)
    {
        engine.Store.Trust();
        var notes = Opening.Load(engine);
        engine.WhenTrusted();
        return new(default, code, true, null, null, "", [], [new(NoteKind.Hint, "trusted: this workspace's code runs here from now on", []), .. notes], 0, true);
    }
}
