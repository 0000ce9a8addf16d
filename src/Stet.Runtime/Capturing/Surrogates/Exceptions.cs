using System.Collections;
using System.Runtime.CompilerServices;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>What every exception has; the stack trace as text. Classes derived from it add their fields.</summary>
internal sealed class ExceptionPlan() : FieldsPlan<Exception>(
    new Part("message", typeof(string)), new Part("inner", typeof(Exception)), new Part("data", typeof(IDictionary)),
    new Part("help", typeof(string)), new Part("source", typeof(string)), new Part("result", typeof(int)), new Part("trace", typeof(string)))
{
    protected override void Write(Exception e, GraphWriter to)
    {
        to.Reference(Message(e));
        to.Reference(e.InnerException);
        to.Reference(Data(e));
        to.Reference(Help(e));
        to.Reference(Source(e));
        to.Out.Raw(e.HResult);
        to.Reference(e.StackTrace);
    }

    protected override void Fill(Exception shell, GraphReader from)
    {
        Message(shell) = from.Reference<string>();
        Inner(shell) = from.Reference<Exception>();
        Data(shell) = from.Reference<IDictionary>();
        Help(shell) = from.Reference<string>();
        Source(shell) = from.Reference<string>();
        shell.HResult = from.In.Raw<int>();
        Trace(shell) = from.Reference<string>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    static extern ref string? Message(Exception e);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    static extern ref Exception? Inner(Exception e);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_data")]
    static extern ref IDictionary? Data(Exception e);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_helpURL")]
    static extern ref string? Help(Exception e);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_source")]
    static extern ref string? Source(Exception e);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stackTraceString")]
    static extern ref string? Trace(Exception e);
}
