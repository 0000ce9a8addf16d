using System.Runtime.CompilerServices;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Locks come back open.</summary>
internal sealed class LockPlan() : FieldsPlan<Lock>()
{
    protected override void Write(Lock gate, GraphWriter to)
    {
    }

    protected override void Fill(Lock shell, GraphReader from) => Construct(shell);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Lock shell);
}

/// <summary>With the places free at capture.</summary>
internal sealed class SemaphorePlan() : FieldsPlan<SemaphoreSlim>(new Part("free", typeof(int)), new Part("most", typeof(int)))
{
    protected override void Write(SemaphoreSlim semaphore, GraphWriter to)
    {
        to.Out.Raw(semaphore.CurrentCount);
        to.Out.Raw(Most(semaphore));
    }

    protected override void Fill(SemaphoreSlim shell, GraphReader from)
    {
        int free = Math.Max(from.In.Raw<int>(), 0);
        Construct(shell, free, Math.Max(from.In.Raw<int>(), Math.Max(free, 1)));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(SemaphoreSlim shell, int free, int most);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_maxCount")]
    static extern ref int Most(SemaphoreSlim semaphore);
}

internal sealed class ManualResetEventPlan() : FieldsPlan<ManualResetEventSlim>(new Part("isSet", typeof(bool)))
{
    protected override void Write(ManualResetEventSlim signal, GraphWriter to) => to.Out.Raw(signal.IsSet);

    protected override void Fill(ManualResetEventSlim shell, GraphReader from) => Construct(shell, from.In.Byte() != 0);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(ManualResetEventSlim shell, bool isSet);
}

/// <summary>Whether it is cancelled; its timer, its links to others and what is registered with it are not kept.</summary>
internal sealed class CancellationPlan() : FieldsPlan<CancellationTokenSource>(new Part("isCanceled", typeof(bool)))
{
    protected override void Write(CancellationTokenSource source, GraphWriter to) => to.Out.Raw(source.IsCancellationRequested);

    protected override void Fill(CancellationTokenSource shell, GraphReader from)
    {
        Construct(shell);
        if (from.In.Byte() != 0) shell.Cancel();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(CancellationTokenSource shell);
}

internal sealed class WeakReferencePlan<T>() : FieldsPlan<WeakReference<T>>(new Part("target", typeof(object))) where T : class?
{
    protected override void Write(WeakReference<T> reference, GraphWriter to) => to.Reference(reference.TryGetTarget(out var target) ? target : null);

    protected override void Fill(WeakReference<T> shell, GraphReader from)
    {
        object? target = from.Reference();
        Construct(shell, target is null ? null : target is T fits ? fits : throw GraphReader.WrongType(target, typeof(T)), false);
        GC.ReRegisterForFinalize(shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(WeakReference<T> shell, T? target, bool tracks);
}

internal sealed class WeakReferencePlan() : FieldsPlan<WeakReference>(new Part("target", typeof(object)))
{
    protected override void Write(WeakReference reference, GraphWriter to) => to.Reference(reference.Target);

    protected override void Fill(WeakReference shell, GraphReader from)
    {
        Construct(shell, from.Reference(), false);
        GC.ReRegisterForFinalize(shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(WeakReference shell, object? target, bool tracks);
}
