using System.Reflection;
using Stet.Images;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Delegates: for each call in their list the target and the method by declaring type, name and signature.</summary>
internal sealed class DelegatePlan(Type type) : Plan(type, Form.Rows)
{
    public override IReadOnlyList<Part> Columns { get; } = [new("target", typeof(object)), new("method", typeof(Part.MethodName))];

    public override bool IsBuilt => true;

    public override bool Immutable => true;

    public override bool MayBeLive => true;

    public override string? WhyLive(object instance)
    {
        foreach (var call in ((Delegate)instance).GetInvocationList())
            if (MethodNames.WhyUnnamed(call.Method) is { } reason) return reason;
        return null;
    }

    public override int Count(object instance) => ((Delegate)instance).GetInvocationList().Length;

    public override void Write(object instance, GraphWriter to)
    {
        foreach (var call in ((Delegate)instance).GetInvocationList())
        {
            to.Reference(call.Target);
            MethodNames.Write(call.Method, to);
        }
    }

    public override object? Build(int count, StoredType type, GraphReader from)
    {
        from.Reserve(count);
        var calls = new Delegate[count];
        string? trouble = null;
        for (int i = 0; i < count; i++)
        {
            object? target = from.Reference();
            var named = MethodRecord.Read(from.In);
            if (Bind(target, named, from, ref trouble) is { } call) calls[i] = call;
        }
        if (trouble is null) return count == 1 ? calls[0] : Delegate.Combine(calls);
        from.Lost(TypeNames.Of(Type), trouble);
        return null;
    }

    Delegate? Bind(object? target, MethodRecord named, GraphReader from, ref string? trouble)
    {
        var method = MethodNames.Find(named, from, ref trouble);
        if (method is null) return null;
        bool fits = method.IsStatic || target is null || method.DeclaringType!.IsInstanceOfType(target);
        var call = fits ? Delegate.CreateDelegate(Type, target, method, throwOnBindFailure: false) : null;
        if (call is null) trouble = $"the method {method.Name} no longer fits {TypeNames.Of(Type)}";
        return call;
    }
}
