using System.Reflection;
using Stet.Runtime.Capturing;

namespace Stet.Runtime.Migrating;

/// <summary>Why a generic type does not take some arguments.</summary>
internal static class TypeConstraints
{
    /// <returns>Null where no constraint is seen that is not met.</returns>
    public static string? Unmet(Type definition, IReadOnlyList<Type> arguments)
    {
        foreach (var parameter in definition.GetGenericArguments())
            if (UnmetOf(parameter, arguments) is { } constraint)
                return $"{TypeNames.Of(definition)} wants {parameter.Name} : {constraint} now, and {parameter.Name} is {TypeNames.Of(arguments[parameter.GenericParameterPosition])}";
        return null;
    }

    static string? UnmetOf(Type parameter, IReadOnlyList<Type> arguments)
    {
        var (wanted, given) = (parameter.GenericParameterAttributes, arguments[parameter.GenericParameterPosition]);
        if (wanted.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) return given.IsValueType && Nullable.GetUnderlyingType(given) is null ? null : "struct";
        if (wanted.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) && given.IsValueType) return "class";
        foreach (var bound in parameter.GetGenericParameterConstraints())
            if (!TypeDefinitions.With(bound, arguments).IsAssignableFrom(given)) return TypeNames.Of(bound);
        bool isMade = given.IsValueType || !given.IsAbstract && given.GetConstructor([]) is not null;
        return wanted.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isMade ? "new()" : null;
    }
}
