using System.Reflection;
using Stet.Effects.Code;
using Stet.Model;

namespace Stet.Sessions.Foreseeing;

/// <summary>The methods behind a live delegate, named as their assemblies' metadata names them, with what it has captured.</summary>
internal static class DelegateMethod
{
    public static IReadOnlyList<KnownMethod> Of(Delegate function) => [.. function.GetInvocationList().Select(One)];

    private static KnownMethod One(Delegate function)
    {
        var method = function.Method.Module.ResolveMethod(function.Method.MetadataToken)!;
        var captured = function.Target is { } target
            ? target.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(f => (f.Name, Texts: KnownValues.TextsOf(f.GetValue(target)))).Where(f => f.Texts is not null).ToDictionary(f => f.Name, f => f.Texts!)
            : [];
        return new(UnitAssembly.UnitOf(method.DeclaringType!.Assembly.GetName().Name!), method.DeclaringType.FullName!, method.Name, [.. method.GetParameters().Select(p => NameOf(p.ParameterType))], !method.IsStatic, captured);
    }

    private static string NameOf(Type type) =>
        type.IsByRef ? NameOf(type.GetElementType()!) + "&" : type.IsArray ? NameOf(type.GetElementType()!) + "[]" : type.IsPointer ? NameOf(type.GetElementType()!) + "*"
        : type.IsGenericParameter ? $"{(type.DeclaringMethod is null ? "!" : "!!")}{type.GenericParameterPosition}"
        : type.IsConstructedGenericType ? $"{NameOf(type.GetGenericTypeDefinition())}⟨{string.Join(',', type.GetGenericArguments().Select(NameOf))}⟩"
        : KnownMethod.TypeName(UnitAssembly.UnitOf(type.Assembly.GetName().Name!), type.FullName!);
}
