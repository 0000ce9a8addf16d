using System.Diagnostics;
using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.CrashCampaign;

/// <param name="HostProgram">The host's executable.</param>
/// <param name="LargeShare">The share of new arrays that have 80 MB.</param>
internal sealed record CampaignOptions(string HostProgram, string Folder, int Rounds, int Seed, double LargeShare = 0.03);

/// <param name="NotKept">Submissions whose session was told that they are not kept.</param>
/// <param name="Refused">Submissions that were refused because they could not be entered into history or written to a file.</param>
/// <param name="MostGone">The most submissions that were gone after one round; none of them was marked kept.</param>
internal sealed record CampaignResult(int Rounds, int Submissions, int NotKept, int Refused, int MostGone, TimeSpan Time);

/// <summary>The workspace after a round was in no state that it may be in.</summary>
internal sealed class PromiseBrokenException(string message) : Exception(message);

/// <summary>
/// Submits at random while something goes wrong (<see cref="IRound"/>), lets the session find another host, and compares the workspace with what
/// had been said of each submission. Repeats on the same workspace, so that what one round damages shows after the next.
/// </summary>
internal sealed class Campaign(CampaignOptions options, IRound round, Action<string> report)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Random random = new(options.Seed);
    private (int Submissions, int NotKept, int Refused, int MostGone) sum;
    private int number;

    /// <exception cref="PromiseBrokenException">Something kept was lost, or a state was torn.</exception>
    public async Task<CampaignResult> Run()
    {
        var watch = Stopwatch.StartNew();
        await using var workspace = new RemoteWorkspace(options.Folder, options.HostProgram);
        using var session = await workspace.AttachAsync(new(options.Folder, "campaign"));
        foreach (var code in WorkspaceModel.Setup)
        {
            await Require(session, code);
        }

        await workspace.WhenKept();
        var state = WorkspaceModel.Initial;
        for (number = 1; number <= options.Rounds; number++)
        {
            var ledger = new Ledger(state);
            await Answered(round.Run(new(workspace, session, ledger, random, options.LargeShare)), "the round");
            state = await Compare(session, ledger);
            sum = (sum.Submissions + ledger.Count, sum.NotKept + ledger.NotKept, sum.Refused + ledger.Refusals, sum.MostGone);
            if (number % 20 == 0)
            {
                report($"{number} rounds, {sum.Submissions} submissions, {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        await workspace.WhenKept();
        await workspace.Stop();
        return new(options.Rounds, sum.Submissions, sum.NotKept, sum.Refused, sum.MostGone, watch.Elapsed);
    }

    /// <summary>Asks the new host for the digest, and judges it.</summary>
    private async Task<WorkspaceModel> Compare(RemoteSession session, Ledger ledger)
    {
        var digest = (await Require(session, WorkspaceModel.AskDigest)).Text!.Trim('"');
        var verdict = ledger.Judge(Cells.Of(digest));
        if (verdict.Broken is { } broken)
        {
            throw Broken($"{broken}\nDigest: {digest}\nSubmitted in this round:\n{ledger}");
        }

        CompareHistory(session, ledger);
        sum.MostGone = Math.Max(sum.MostGone, verdict.Gone);
        return verdict.State!;
    }

    private void CompareHistory(RemoteSession session, Ledger ledger)
    {
        var begun = ledger.Begun().ToList();
        var entries = session.History(new(Limit: begun.Count + 10)).ToDictionary(entry => entry.Number, entry => entry.Code);
        foreach (var (entry, code) in begun)
        {
            if (!entries.TryGetValue(entry, out var found) || found != code)
            {
                throw Broken($"history has {found ?? "nothing"} as In[{entry}], where '{code}' had begun.");
            }
        }
    }

    private async Task<Outcome> Require(RemoteSession session, string code)
    {
        var answer = session.Submit(code, Unheard.Instance);
        await Answered(answer, code);
        var outcome = await answer;
        return outcome.Ok ? outcome : throw Broken($"'{code}' failed: {string.Join("; ", outcome.Errors.Select(error => error.Message))}");
    }

    /// <summary>A host that never answers is a broken promise too, not a campaign that never ends.</summary>
    private async Task Answered(Task answer, string what)
    {
        if (await Task.WhenAny(answer, Task.Delay(Patience)) != answer)
        {
            throw Broken($"no answer to {what} in {Patience.TotalMinutes} minutes.");
        }

        try
        {
            await answer;
        }
        catch (Exception broken) when (broken is PromiseBrokenException or HostTrouble)
        {
            throw Broken(broken.Message);
        }
    }

    private PromiseBrokenException Broken(string what) => new($"Round {number} with seed {options.Seed}: {what}");
}
