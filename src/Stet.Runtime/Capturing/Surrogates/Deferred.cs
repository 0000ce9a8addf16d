using System.Runtime.CompilerServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>The value where it has been made, the factory otherwise.</summary>
internal sealed class LazyPlan<T>() : Plan(typeof(Lazy<T>), Form.Fields)
{
    readonly Codec _codec = Codec.For(typeof(T));

    public override IReadOnlyList<Part> Fields { get; } =
        [new("isMade", typeof(bool)), new("mode", typeof(byte)), new("factory", typeof(Func<T>)), new("value", typeof(T))];

    public override void Write(object instance, GraphWriter to)
    {
        var lazy = (Lazy<T>)instance;
        bool isMade = lazy.IsValueCreated;
        T value = isMade ? lazy.Value : default!;
        to.Out.Raw(isMade);
        to.Out.Byte((byte)(Mode(lazy) ?? LazyThreadSafetyMode.ExecutionAndPublication));
        to.Reference(isMade ? null : Factory(lazy));
        _codec.Write(ref Unsafe.As<T, byte>(ref value), to);
    }

    public override void Fill(object shell, int count, StoredType type, GraphReader from)
    {
        var lazy = (Lazy<T>)shell;
        bool isMade = from.In.Byte() != 0;
        var mode = (LazyThreadSafetyMode)Math.Min(from.In.Byte(), (byte)LazyThreadSafetyMode.ExecutionAndPublication);
        var factory = from.Reference<Func<T>>();
        T value = from.Value<T>(type.Parts[3]);
        if (isMade) Construct(lazy, value);
        else if (factory is null) Construct(lazy, mode);
        else Construct(lazy, factory, mode);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_factory")]
    static extern ref Func<T>? Factory(Lazy<T> lazy);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Mode")]
    static extern LazyThreadSafetyMode? Mode(Lazy<T> lazy);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Lazy<T> lazy, T value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Lazy<T> lazy, LazyThreadSafetyMode mode);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Lazy<T> lazy, Func<T> factory, LazyThreadSafetyMode mode);
}

/// <summary>Tasks that have ended: result, exception or cancellation. Others are live.</summary>
internal sealed class TaskPlan<T>() : Plan(typeof(Task<T>), Form.Fields)
{
    readonly Codec _codec = Codec.For(typeof(T));

    public override IReadOnlyList<Part> Fields { get; } = [new("isCanceled", typeof(bool)), new("exception", typeof(Exception)), new("result", typeof(T))];

    public override bool MayBeLive => true;

    public override string? WhyLive(object instance) => ((Task)instance).IsCompleted ? null : "it is still running";

    public override void Write(object instance, GraphWriter to)
    {
        var task = (Task<T>)instance;
        T result = task.IsCompletedSuccessfully ? task.Result : default!;
        to.Out.Raw(task.IsCanceled);
        to.Reference(task.Exception?.InnerException);
        _codec.Write(ref Unsafe.As<T, byte>(ref result), to);
    }

    public override void Fill(object shell, int count, StoredType type, GraphReader from)
    {
        bool isCanceled = from.In.Byte() != 0;
        var exception = from.Reference<Exception>();
        T result = from.Value<T>(type.Parts[2]);
        Become.Copy(isCanceled ? Task.FromCanceled<T>(new(true)) : exception is not null ? Failed(exception) : Task.FromResult(result), shell);
    }

    static Task<T> Failed(Exception exception)
    {
        var task = Task.FromException<T>(exception);
        _ = task.Exception;
        return task;
    }
}

/// <summary>Tasks without a result that have ended.</summary>
internal sealed class TaskPlan() : FieldsPlan<Task>(new Part("isCanceled", typeof(bool)), new Part("exception", typeof(Exception)))
{
    public override bool MayBeLive => true;

    public override string? WhyLive(object instance) => ((Task)instance).IsCompleted ? null : "it is still running";

    protected override void Write(Task task, GraphWriter to)
    {
        to.Out.Raw(task.IsCanceled);
        to.Reference(task.Exception?.InnerException);
    }

    protected override void Fill(Task shell, GraphReader from)
    {
        bool isCanceled = from.In.Byte() != 0;
        var exception = from.Reference<Exception>();
        Construct(shell, isCanceled, isCanceled ? TaskCreationOptions.None : TaskCreationOptions.None, isCanceled ? new CancellationToken(true) : default);
        if (exception is null) return;
        var failed = Task.FromException(exception);
        _ = failed.Exception;
        Become.CopyAs(typeof(Task), failed, shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Task shell, bool canceled, TaskCreationOptions options, CancellationToken token);
}
