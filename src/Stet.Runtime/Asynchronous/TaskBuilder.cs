using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stet.Runtime.Asynchronous;

/// <summary>Builds what an <c>async Task</c> function gives, as the framework's own builder does, and lets its run know while the function waits.</summary>
public struct TaskBuilder
{
    private AsyncTaskMethodBuilder inner;
    private Stay stay;

    public Task Task => inner.Task;

    public static TaskBuilder Create() => default;

    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start<TMachine>(ref TMachine machine) where TMachine : IAsyncStateMachine => inner.Start(ref machine);

    public void SetStateMachine(IAsyncStateMachine machine) => inner.SetStateMachine(machine);

    [StackTraceHidden]
    public void SetResult()
    {
        stay.End();
        inner.SetResult();
    }

    [StackTraceHidden]
    public void SetException(Exception exception)
    {
        stay.End();
        inner.SetException(exception);
    }

    [StackTraceHidden]
    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine) where TAwaiter : INotifyCompletion where TMachine : IAsyncStateMachine
    {
        stay.Begin();
        inner.AwaitOnCompleted(ref awaiter, ref machine);
    }

    [StackTraceHidden]
    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine) where TAwaiter : ICriticalNotifyCompletion where TMachine : IAsyncStateMachine
    {
        stay.Begin();
        inner.AwaitUnsafeOnCompleted(ref awaiter, ref machine);
    }
}
