using Stet.Model;

namespace Stet.Sessions.Tests;

/// <summary>Knows when a run has begun: it has written something.</summary>
internal sealed class FirstOutput : Silent
{
    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Output(string text, bool isError) => Written.TrySetResult();
}
