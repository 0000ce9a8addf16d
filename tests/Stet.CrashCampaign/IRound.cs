using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.CrashCampaign;

/// <summary>One way in which things go wrong: submits until the host is gone.</summary>
internal interface IRound
{
    Task Run(RoundStage stage);
}

/// <summary>What a round works with.</summary>
/// <param name="LargeShare">The share of new arrays that have 80 MB.</param>
internal sealed record RoundStage(RemoteWorkspace Workspace, RemoteSession Session, Ledger Ledger, Random Random, double LargeShare)
{
    /// <summary>Submits something at random, and enters into the ledger what is said of it.</summary>
    public async Task<Outcome> SubmitAny()
    {
        var operation = Operation.Random(Random, Ledger.Latest, LargeShare);
        var line = Ledger.Add(operation);
        var outcome = await Session.Submit(operation.Code, line);
        if (outcome.Ok && outcome.Kept)
        {
            line.Mark(Fate.Kept);
        }
        else if (outcome.Ok && outcome.Notes.Any(note => note.Kind == NoteKind.NotKept))
        {
            line.Mark(Fate.NotKept);
        }

        return outcome;
    }

    public static bool IsDeath(Outcome outcome) => !outcome.Ok && outcome.Errors.Any(error => error.Code == "STET-HOST");

    public static string Messages(Outcome outcome) => string.Join("; ", outcome.Errors.Select(error => $"{error.Code}: {error.Message}"));
}
