using System.Reflection;
using Stet.Images;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Types as values. All objects that are types share this plan.</summary>
internal sealed class TypeValuePlan() : BuiltPlan<Type>(new Part("type", typeof(Part.TypeName)))
{
    public override bool MayBeLive => true;

    public override string? WhyLive(object instance)
    {
        var type = (Type)instance;
        while (type.HasElementType && type.IsArray) type = type.GetElementType()!;
        bool isNamed = !type.IsPointer && !type.IsByRef && !type.IsFunctionPointer && !type.IsGenericParameter && (type.IsGenericTypeDefinition || !type.ContainsGenericParameters);
        return !isNamed ? "it is a part of a type's definition" : type.Assembly.IsDynamic && type is System.Reflection.Emit.TypeBuilder ? "its code is being made" : null;
    }

    protected override void Write(Type type, GraphWriter to) => to.Out.Varint(type == typeof(void) ? 0 : to.Types.Named(type));

    protected override Type Build(GraphReader from)
    {
        int index = from.In.Count(int.MaxValue);
        return index == 0 ? typeof(void) : from.Resolver.Resolve(index);
    }
}

/// <summary>Methods as values.</summary>
internal sealed class MethodValuePlan() : BuiltPlan<MethodInfo>(new Part("method", typeof(Part.MethodName)))
{
    public override bool MayBeLive => true;

    public override string? WhyLive(object instance) =>
        ((MethodInfo)instance).IsGenericMethodDefinition ? "it is a part of a type's definition" : MethodNames.WhyUnnamed((MethodInfo)instance);

    protected override void Write(MethodInfo method, GraphWriter to) => MethodNames.Write(method, to);

    protected override MethodInfo? Build(GraphReader from)
    {
        string? trouble = null;
        var method = MethodNames.Find(MethodRecord.Read(from.In), from, ref trouble);
        if (method is null) from.Lost(nameof(MethodInfo), trouble!);
        return method;
    }
}

/// <summary>Constructors, fields and properties as values: declaring type and signature.</summary>
internal sealed class MemberValuePlan<M>() : BuiltPlan<M>(new Part("member", typeof(Part.MethodName))) where M : MemberInfo
{
    protected override void Write(M member, GraphWriter to) =>
        new MethodRecord(to.Types.Named(member.DeclaringType!), member.Name, member.ToString()!, []).Write(to.Out);

    protected override M? Build(GraphReader from)
    {
        var named = MethodRecord.Read(from.In);
        var declaring = from.Resolver.Resolve(named.Declaring);
        var (names, owner) = (from.Resolver.Names, from.StoredName(named.Declaring));
        string name = names.Member(owner, named.Name);
        var found = declaring.GetMembers(Everything).OfType<M>().Where(m => m.Name == name)
            .FirstOrDefault(m => m.ToString() == named.Signature || names.Any && names.Signature(owner, named.Name, named.Signature) == m.ToString() || names.Any && m is not ConstructorInfo);
        if (found is null) from.Lost(typeof(M).Name, $"there is no {TypeNames.Of(declaring)}.{named.Name} as it was");
        return found;
    }

    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
}
