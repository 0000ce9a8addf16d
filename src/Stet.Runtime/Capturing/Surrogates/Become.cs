using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>
/// Gives an allocated instance the fields of a finished one of the same type, for framework types that are made by a factory and not
/// by a constructor: references to the instance may already be in place.
/// </summary>
internal static class Become
{
    static readonly ConditionalWeakTable<Type, FieldInfo[]> Known = [];

    public static void Copy(object finished, object shell)
    {
        if (finished.GetType() != shell.GetType()) throw new InvalidOperationException($"{shell.GetType()} cannot become {finished.GetType()}");
        foreach (var field in Known.GetValue(shell.GetType(), AllFields)) field.SetValue(shell, field.GetValue(finished));
    }

    /// <summary>Only the fields that a base of both declares.</summary>
    public static void CopyAs(Type type, object finished, object shell)
    {
        foreach (var field in Known.GetValue(type, AllFields)) field.SetValue(shell, field.GetValue(finished));
    }

    static FieldInfo[] AllFields(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var at = type; at is not null; at = at.BaseType) fields.AddRange(ObjectMemory.DeclaredFields(at));
        return [.. fields];
    }
}
