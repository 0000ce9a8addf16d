using Stet.Images.Types;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>A named part of a stored form: a field, or a column of a collection's rows.</summary>
internal readonly record struct Part(string Name, Type Type)
{
    /// <summary>The format's own parts that no C# type stands for.</summary>
    public static Primitive? PrimitiveOf(Type type) =>
        type == typeof(TypeName) ? Primitive.TypeName : type == typeof(MethodName) ? Primitive.Method : type == typeof(ShortText) ? Primitive.Text : null;

    /// <summary>A type as a value.</summary>
    internal sealed class TypeName;

    /// <summary>A method as a value.</summary>
    internal sealed class MethodName;

    /// <summary>A text without identity.</summary>
    internal sealed class ShortText;
}
