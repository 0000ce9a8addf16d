using System.Diagnostics;
using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.CrashCampaign;

/// <summary>
/// A host whose disk fails at some write. Each submission must be kept, said to be not kept, or refused, and the live workspace goes on with all
/// that was not refused; or the host says that it cannot open the workspace. It never dies of it. In the end it is killed or stopped, and the next
/// one has a sound disk.
/// </summary>
internal sealed class FaultRound(FaultyHost faulty) : IRound
{
    private const int MostSubmissions = 25;

    public async Task Run(RoundStage stage)
    {
        await stage.Workspace.WhenKept();
        await stage.Workspace.Stop();
        var fault = Fault.Random(stage.Random);
        faulty.Arm(fault, stage.Workspace.Folder);
        try
        {
            if (await SubmitSome(stage))
            {
                await End(stage);
            }
            else
            {
                await stage.Workspace.Stop(force: true); // It ends by itself, but the next front end is not to meet it.
            }
        }
        catch (Exception broken) when (broken is PromiseBrokenException or HostTrouble)
        {
            throw new PromiseBrokenException($"{broken.Message}\n{fault}\n{stage.Ledger}");
        }
        finally
        {
            faulty.Disarm();
        }
    }

    /// <returns>False where the host could not open the workspace.</returns>
    private static async Task<bool> SubmitSome(RoundStage stage)
    {
        for (var left = stage.Random.Next(1, MostSubmissions); left > 0; left--)
        {
            Outcome outcome;
            try
            {
                outcome = await stage.SubmitAny();
            }
            catch (HostTrouble trouble) when (SaysThatTheDiskFails(trouble.Message))
            {
                stage.Ledger.Newest.Mark(Fate.Refused);
                return false;
            }

            if (outcome.Ok)
            {
                continue;
            }

            if (!SaysThatTheDiskFails(RoundStage.Messages(outcome)))
            {
                throw new PromiseBrokenException($"'{outcome.Code}' failed: {RoundStage.Messages(outcome)}");
            }

            stage.Ledger.Newest.Mark(Fate.Refused);
            if (RoundStage.IsDeath(outcome))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task End(RoundStage stage)
    {
        await stage.Session.WhenKept();
        if (stage.Ledger.Unanswered().ToList() is [var silent, ..])
        {
            throw new PromiseBrokenException($"of '{silent}' it was said neither that it is kept nor that it is not");
        }

        await CompareLive(stage);
        if (stage.Random.Next(2) == 0)
        {
            await stage.Workspace.Stop();
            return;
        }

        using var host = Process.GetProcessById(stage.Session.HostProcessId);
        host.Kill();
    }

    /// <summary>The live workspace goes on, with all that was not refused. On a disk that refuses everything the question is refused as well.</summary>
    private static async Task CompareLive(RoundStage stage)
    {
        var outcome = await stage.Session.Submit(WorkspaceModel.AskDigest, Unheard.Instance);
        if (outcome.Ok && outcome.Text!.Trim('"') is var found && found != stage.Ledger.Latest.ToDigest())
        {
            throw new PromiseBrokenException($"the live workspace is {found} and should be {stage.Ledger.Latest.ToDigest()}");
        }

        if (!outcome.Ok && !SaysThatTheDiskFails(RoundStage.Messages(outcome)))
        {
            throw new PromiseBrokenException($"the digest failed: {RoundStage.Messages(outcome)}");
        }
    }

    /// <summary>A message about the disk says what was not stored and why; a fault of Stet's or a dead host is another matter.</summary>
    private static bool SaysThatTheDiskFails(string message) =>
        !message.Contains("fault of Stet", StringComparison.Ordinal)
        && !message.Contains("The host was", StringComparison.Ordinal)
        && Reasons.Any(reason => message.Contains(reason, StringComparison.OrdinalIgnoreCase));

    private static string[] Reasons { get; } = ["disk is full", "No space left", "disk I/O error", "Input/output error", "disk still refuses", "Check the disk"];
}
