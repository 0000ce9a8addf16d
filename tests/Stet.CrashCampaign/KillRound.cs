using System.Diagnostics;

namespace Stet.CrashCampaign;

/// <summary>
/// The host is killed with SIGKILL at a random moment. The question for the digest has loaded all values; some rounds begin with a fresh host,
/// which loads only what a submission names.
/// </summary>
internal sealed class KillRound : IRound
{
    public async Task Run(RoundStage stage)
    {
        if (stage.Random.Next(4) == 0)
        {
            await stage.Workspace.WhenKept();
            await stage.Workspace.Stop();
            stage.Session.InputState("1"); // Has the next host started.
        }

        using var host = Process.GetProcessById(stage.Session.HostProcessId);
        var killing = KillAfter(host, TimeSpan.FromMilliseconds(stage.Random.NextDouble() * stage.Random.Next(5, 400)));
        do
        {
            var outcome = await stage.SubmitAny();
            if (RoundStage.IsDeath(outcome))
            {
                break;
            }

            if (!outcome.Ok)
            {
                throw new PromiseBrokenException($"'{outcome.Code}' failed: {RoundStage.Messages(outcome)}");
            }
        }
        while (!killing.IsCompleted); // Else it died between two submissions: the front end has started another host and sent it the second one.

        await killing;
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
}
