using System.Diagnostics;
using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.CrashCampaign;

/// <param name="HostProgram">The host's executable.</param>
/// <param name="LargeShare">The share of new arrays that have 80 MB.</param>
internal sealed record CampaignOptions(string HostProgram, string Folder, int Kills, int Seed, double LargeShare = 0.03);

internal sealed record CampaignResult(int Kills, int Submissions, int LargestGap, TimeSpan Time);

/// <summary>The workspace after a kill was none of the states that it may have been.</summary>
internal sealed class PromiseBrokenException(string message) : Exception(message);

/// <summary>
/// Submits at random, kills the host at a random moment with SIGKILL, lets the session find another host, and compares the workspace
/// with what had been marked kept. Repeats on the same workspace, so that what one kill damages shows after the next.
/// </summary>
internal sealed class Campaign(CampaignOptions options, Action<string> report)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Random random = new(options.Seed);
    private int submissions;
    private int largestGap;

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
        for (var kill = 1; kill <= options.Kills; kill++)
        {
            var ledger = new Ledger(state);
            await SubmitUntilKilled(session, ledger);
            state = await Compare(session, ledger, kill);
            if (kill % 20 == 0)
            {
                report($"{kill} kills, {submissions} submissions, {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        await workspace.WhenKept();
        await workspace.Stop();
        return new(options.Kills, submissions, largestGap, watch.Elapsed);
    }

    private async Task SubmitUntilKilled(RemoteSession session, Ledger ledger)
    {
        using var host = Process.GetProcessById(session.HostProcessId);
        var killing = KillAfter(host, TimeSpan.FromMilliseconds(random.NextDouble() * random.Next(5, 400)));
        while (true)
        {
            var operation = Operation.Random(random, ledger.Latest, options.LargeShare);
            ledger.Add(operation);
            submissions++;
            var outcome = await Answered(session.Submit(operation.Code, ledger), operation.Code);
            if (IsDeath(outcome))
            {
                await Answered(killing, "the kill");
                return;
            }

            if (!outcome.Ok)
            {
                throw new PromiseBrokenException($"'{operation.Code}' failed: {string.Join("; ", outcome.Errors.Select(error => error.Message))}");
            }

            if (outcome.Kept)
            {
                ledger.MarkKept(outcome.Number);
            }

            if (killing.IsCompleted)
            {
                // It died between two submissions: the front end has started another host and sent it the second one.
                await Answered(killing, "the kill");
                return;
            }
        }
    }

    private static async Task KillAfter(Process host, TimeSpan delay)
    {
        await Task.Delay(delay);
        host.Kill();
        while (!host.HasExited)
        {
            // The client reaps its child itself, so no event of the base library's may come.
            await Task.Delay(2);
        }
    }

    /// <summary>Asks the new host for the digest, and finds the state that has it.</summary>
    private async Task<WorkspaceModel> Compare(RemoteSession session, Ledger ledger, int kill)
    {
        var digest = (await Require(session, WorkspaceModel.AskDigest)).Text!.Trim('"');
        var gap = 0;
        foreach (var state in ledger.Possible())
        {
            if (state.ToDigest() == digest)
            {
                largestGap = Math.Max(largestGap, gap);
                CompareHistory(session, ledger, kill);
                return state;
            }

            gap++;
        }

        var lost = ledger.Lost().Where(earlier => earlier.State.ToDigest() == digest).Select(earlier => (int?)earlier.Count).FirstOrDefault();
        var what = lost is { } count
            ? $"lost: {ledger.Kept} submissions were marked kept, and the workspace is as after the first {count}"
            : "torn: the workspace is in no state it ever had";
        throw new PromiseBrokenException($"After kill {kill} with seed {options.Seed}, {what}.\nDigest: {digest}\nSubmitted since the last kill:\n{ledger}");
    }

    private void CompareHistory(RemoteSession session, Ledger ledger, int kill)
    {
        var begun = ledger.Begun().ToList();
        var entries = session.History(new(Limit: begun.Count + 10)).ToDictionary(entry => entry.Number, entry => entry.Code);
        foreach (var (number, code) in begun)
        {
            if (!entries.TryGetValue(number, out var found) || found != code)
            {
                throw new PromiseBrokenException(
                    $"After kill {kill} with seed {options.Seed}, history has {found ?? "nothing"} as In[{number}], where '{code}' had begun.");
            }
        }
    }

    private async Task<Outcome> Require(RemoteSession session, string code)
    {
        var outcome = await Answered(session.Submit(code, Unheard.Instance), code);
        return outcome.Ok
            ? outcome
            : throw new PromiseBrokenException($"'{code}' failed: {string.Join("; ", outcome.Errors.Select(error => error.Message))} (seed {options.Seed})");
    }

    /// <summary>A host that never answers is a broken promise too, not a campaign that never ends.</summary>
    private async Task<Outcome> Answered(Task<Outcome> answer, string code)
    {
        await Answered((Task)answer, code);
        return await answer;
    }

    private async Task Answered(Task answer, string what)
    {
        if (await Task.WhenAny(answer, Task.Delay(Patience)) != answer)
        {
            throw new PromiseBrokenException($"No answer to '{what}' in {Patience.TotalMinutes} minutes (seed {options.Seed}).");
        }
    }

    private static bool IsDeath(Outcome outcome) => !outcome.Ok && outcome.Errors.Any(error => error.Code == "STET-HOST");
}
