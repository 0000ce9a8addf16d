using Stet.Model;

namespace Stet.Sessions.Foreseeing;

/// <summary>Calls that take time and decide nothing: they make no result impure.</summary>
internal static class Waiting
{
    private static readonly HashSet<string> Calls = ["Thread.Sleep", "Thread.Yield", "Thread.SpinWait", "Task.Delay", "Task.Yield"];

    public static bool Is(EffectReason reason) => Calls.Contains(reason.Chain[^1]);
}
