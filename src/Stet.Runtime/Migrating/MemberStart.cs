using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Plans;

namespace Stet.Runtime.Migrating;

/// <summary>Gives one member of an object its first value, by the code of the type or as a constant.</summary>
internal abstract class MemberStart
{
    /// <summary>Needs the other members of the object.</summary>
    public abstract bool NeedsOwner { get; }

    /// <param name="owner">Where the object's fields begin.</param>
    public abstract void Run(ref byte owner, object? instance);

    /// <param name="owner">The type whose fields begin at the place given to <see cref="Run"/>.</param>
    public static MemberStart Of(Type owner, FieldSlot slot, MethodInfo method)
    {
        if (method.IsStatic) return (MemberStart)Activator.CreateInstance(typeof(Static<>).MakeGenericType(slot.FieldType), slot, method)!;
        if (owner.IsValueType) return (MemberStart)Activator.CreateInstance(typeof(OfStruct<,>).MakeGenericType(owner, slot.FieldType), slot, method)!;
        return (MemberStart)Activator.CreateInstance(typeof(OfObject<>).MakeGenericType(slot.FieldType), slot, owner, method)!;
    }

    public static MemberStart? Of(FieldSlot slot, ParameterInfo parameter) =>
        parameter.DefaultValue is { } value && slot.FieldType.IsInstanceOfType(value)
            ? (MemberStart)Activator.CreateInstance(typeof(Constant<>).MakeGenericType(slot.FieldType), slot, value)! : null;

    static void Put<T>(ref byte owner, FieldSlot slot, T value) => Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref owner, slot.Offset)) = value;

    sealed class Static<T>(FieldSlot slot, MethodInfo method) : MemberStart
    {
        readonly Func<T> _make = method.CreateDelegate<Func<T>>();

        public override bool NeedsOwner => false;

        public override void Run(ref byte owner, object? instance) => Put(ref owner, slot, _make());
    }

    sealed class Constant<T>(FieldSlot slot, object value) : MemberStart
    {
        public override bool NeedsOwner => false;

        public override void Run(ref byte owner, object? instance) => Put(ref owner, slot, (T)value);
    }

    delegate T OfOwner<S, T>(ref S owner);

    sealed class OfStruct<S, T>(FieldSlot slot, MethodInfo method) : MemberStart where S : struct
    {
        readonly OfOwner<S, T> _make = method.CreateDelegate<OfOwner<S, T>>();

        public override bool NeedsOwner => true;

        public override void Run(ref byte owner, object? instance) => Put(ref owner, slot, _make(ref Unsafe.As<byte, S>(ref owner)));
    }

    /// <summary>The method is called as one of the object's, without a delegate type for each owner.</summary>
    sealed class OfObject<T>(FieldSlot slot, Type owner, MethodInfo method) : MemberStart
    {
        readonly Func<object, T> _make = Open(owner, method);

        public override bool NeedsOwner => true;

        public override void Run(ref byte place, object? instance) => Put(ref place, slot, _make(instance!));

        static Func<object, T> Open(Type owner, MethodInfo method)
        {
            var typed = method.CreateDelegate(typeof(Func<,>).MakeGenericType(owner, typeof(T)));
            return (Func<object, T>)Loosely.MakeGenericMethod(owner).Invoke(null, [typed])!;
        }

        static readonly MethodInfo Loosely = typeof(OfObject<T>).GetMethod(nameof(Loose), BindingFlags.Static | BindingFlags.NonPublic)!;

        static Func<object, T> Loose<S>(Func<S, T> typed) where S : class => instance => typed((S)instance);
    }
}
