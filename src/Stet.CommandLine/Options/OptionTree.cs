using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Display;

namespace Stet.CommandLine.Options;

/// <summary>Makes the options of a parameter from its type, its default and the comment.</summary>
internal sealed class OptionTree(Func<Type, FunctionComment> commentOf)
{
    private readonly NullabilityInfoContext nullability = new();

    /// <exception cref="UncallableException">The parameter cannot be given on a command line, and has no default.</exception>
    public OptionNode Of(ParameterInfo parameter, FunctionComment comment)
    {
        var type = parameter.ParameterType.IsByRef && parameter.IsIn ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        if (type.IsByRef || parameter.IsOut)
        {
            throw new UncallableException($"its parameter {parameter.Name} is {(parameter.IsOut ? "out" : "ref")}: it gives something back by a variable");
        }

        if (parameter.GetCustomAttributes().Any(a => a.GetType().Name == "StdinAttribute"))
        {
            return InputTypes.Takes(type) ? new OptionInput(type)
                : throw new UncallableException($"its parameter {parameter.Name} takes standard input, which can be a string, string[], IEnumerable<string>, List<string>, Stream or TextReader, not {Articled(type)}");
        }

        var missing = parameter.HasDefaultValue || parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? WhenMissing.Default : Unnamed(type, nullability.Create(parameter));
        var text = comment.Parameters.GetValueOrDefault(parameter.Name!, "");
        return Node(OptionName.Of(parameter.Name!), parameter.Name!, type, missing, Described(text, parameter.HasDefaultValue ? parameter.DefaultValue : null, type), [])
            ?? (missing == WhenMissing.Default ? new OptionLeftOut(type) : throw new UncallableException($"its parameter {parameter.Name} is {Articled(type)}, which words on a command line do not make"));
    }

    /// <param name="within">The types around it: one that contains itself has no end of options.</param>
    private OptionNode? Node(string name, string written, Type type, WhenMissing missing, string description, IReadOnlyList<Type> within)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var element = Collections.ElementOf(plain);
        if (ScalarTypes.Of(element is null ? plain : Nullable.GetUnderlyingType(element) ?? element) is { } scalar)
        {
            var leaf = missing == WhenMissing.Wrong && element is null && plain == typeof(bool) ? WhenMissing.False : missing;
            return new OptionLeaf(new("--" + name, written == name ? null : "--" + written, type, scalar, element, leaf, description));
        }

        return element is null && !within.Contains(plain) ? Parts(name, written, type, plain, missing, [.. within, plain]) : null;
    }

    private OptionParts? Parts(string name, string written, Type type, Type plain, WhenMissing missing, IReadOnlyList<Type> within)
    {
        if (ConstructorOf(plain) is not { } constructor)
        {
            return null;
        }

        var comment = commentOf(plain);
        var parts = new List<OptionPart>();
        foreach (var parameter in constructor.GetParameters())
        {
            var leaveOut = parameter.HasDefaultValue ? WhenMissing.Default : Unnamed(parameter.ParameterType, nullability.Create(parameter));
            var text = Described(comment.Parameters.GetValueOrDefault(parameter.Name!, ""), parameter.HasDefaultValue ? parameter.DefaultValue : null, parameter.ParameterType);
            if (Node($"{name}.{OptionName.Of(parameter.Name!)}", $"{written}.{parameter.Name}", parameter.ParameterType, leaveOut, text, within) is { } node)
            {
                parts.Add(new(parameter.Name!, false, node));
            }
            else if (leaveOut != WhenMissing.Default)
            {
                return null;
            }
        }

        foreach (var property in Initializers(plain, constructor))
        {
            var isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
            var leaveOut = isRequired ? Unnamed(property.PropertyType, nullability.Create(property)) : WhenMissing.Default;
            if (Node($"{name}.{OptionName.Of(property.Name)}", $"{written}.{property.Name}", property.PropertyType, leaveOut, "", within) is { } node)
            {
                parts.Add(new(property.Name, true, node));
            }
            else if (isRequired)
            {
                return null;
            }
        }

        return parts.Count == 0 ? null : new(type, missing, constructor, parts);
    }

    /// <summary>The one with the most parameters; that of a record which copies it does not count.</summary>
    private static ConstructorInfo? ConstructorOf(Type type) =>
        type.IsAbstract || type.IsInterface || type.IsPrimitive || type == typeof(object) || type.IsAssignableTo(typeof(Delegate)) || type.IsAssignableTo(typeof(System.Collections.IEnumerable)) || (Members.IsPlatform(type) && !CSharpNames.IsTuple(type)) ? null
            : type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();

    /// <summary>What is set beside the constructor: required members; of a class that is made of nothing, all that can be set.</summary>
    private static IEnumerable<PropertyInfo> Initializers(Type type, ConstructorInfo constructor) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
            .Where(p => constructor.GetParameters().All(c => !string.Equals(c.Name, p.Name, StringComparison.OrdinalIgnoreCase)))
            .Where(p => constructor.GetParameters().Length == 0 || p.IsDefined(typeof(RequiredMemberAttribute)));

    private static WhenMissing Unnamed(Type type, NullabilityInfo nullable) =>
        Nullable.GetUnderlyingType(type) is not null || (!type.IsValueType && nullable.WriteState == NullabilityState.Nullable) ? WhenMissing.Null : WhenMissing.Wrong;

    private static string Described(string text, object? defaultValue, Type type) =>
        defaultValue is null or DBNull ? text
            : $"{text} [default: {ValueText.ShowShort(defaultValue, Nullable.GetUnderlyingType(type) ?? type, DisplayOptions.Default with { Width = 60 })}]".TrimStart();

    private static string Articled(Type type) => ScalarTypes.Articled(type);
}
