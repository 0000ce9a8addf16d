using System.Reflection;
using System.Reflection.Emit;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Tests.Capturing;

/// <summary>A collectible unit with one class <c>Thing</c> of public fields, as a submission would bring it.</summary>
internal sealed class MadeUnit : IUnitNames, IUnitLoader
{
    readonly Type _type;

    public MadeUnit(params (string Name, Type Type)[] fields)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("made"), AssemblyBuilderAccess.RunAndCollect);
        var type = assembly.DefineDynamicModule("made").DefineType("Thing", TypeAttributes.Public);
        foreach (var (name, fieldType) in fields) type.DefineField(name, fieldType, FieldAttributes.Public);
        var method = type.DefineMethod("Answer", MethodAttributes.Public, typeof(int), [typeof(string)]);
        method.GetILGenerator().Emit(OpCodes.Ldc_I4_S, (byte)42);
        method.GetILGenerator().Emit(OpCodes.Ret);
        _type = type.CreateType();
    }

    public WeakReference Alive() => new(_type);

    public object Make() => Activator.CreateInstance(_type)!;

    public static object? Get(object thing, string field) => thing.GetType().GetField(field)!.GetValue(thing);

    public static void Set(object thing, string field, object? value) => thing.GetType().GetField(field)!.SetValue(thing, value);

    public CapturedImage Capture(object? value) => new Capturer(this, new RoundTrip.MemoryChunks()).Capture([new("x", value, typeof(object))], default)[0];

    public RestoredImage Restore(CapturedImage image) => new Restorer(this, new RoundTrip.MemoryChunks()).Restore(image.Bytes, default);

    public string? UnitOf(Assembly assembly) => assembly == _type.Assembly ? "made" : null;

    public Assembly Load(string unit) => unit == "made" ? _type.Assembly : throw new InvalidOperationException(unit);
}
