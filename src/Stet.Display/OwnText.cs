using System.Globalization;
using System.Runtime.CompilerServices;

namespace Stet.Display;

/// <summary>A type's own view of its values: a <c>ToString</c> that somebody wrote. What the compiler writes for a record does not count.</summary>
internal static class OwnText
{
    public static bool IsDeclared(Type type)
    {
        var method = type.GetMethod(nameof(ToString), Type.EmptyTypes);
        return method is not null && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType)
            && !CSharpNames.IsAnonymous(type) && !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
    }

    public static string Of(object value)
    {
        var text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString();
        return string.IsNullOrEmpty(text) ? CSharpNames.Of(value.GetType()) : text;
    }
}
