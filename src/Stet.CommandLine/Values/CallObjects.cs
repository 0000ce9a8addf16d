using System.Collections;
using System.Globalization;
using System.Reflection;
using Stet.Calling;
using Stet.CommandLine.Options;
using Stet.CommandLine.Reading;

namespace Stet.CommandLine.Values;

/// <summary>A call as objects, where the function is at hand: the same values that <see cref="CallCode"/> writes.</summary>
internal static class CallObjects
{
    /// <exception cref="OptionTextException">A type does not take the word that is meant for it.</exception>
    public static object?[] Of(CallReading reading)
    {
        var parameters = reading.Overload.Method.GetParameters();
        return [.. reading.Arguments.Select((a, i) => a.Value is LeftOut ? Default(parameters[i]) : Value(a.Value))];
    }

    private static object? Value(Argument argument) => argument switch
    {
        KnownValue known => known.Value,
        ParsedByType parsed => Parsed(Nullable.GetUnderlyingType(parsed.Type) ?? parsed.Type, parsed),
        Several several => Values(several),
        MadeOfParts made => Made(made),
        FromInput input => typeof(StandardInput).GetProperty(InputTypes.MemberFor(input.Type))!.GetValue(null),
        _ => throw new ArgumentException($"{argument} has no value.", nameof(argument)),
    };

    private static object? Default(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return parameter.HasDefaultValue && parameter.DefaultValue is { } value ? AsEnum(type, value)
            : !parameter.HasDefaultValue && Collections.ElementOf(type) is { } element ? Collected(type, element, Array.CreateInstance(element, 0))
            : type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    private static object AsEnum(Type type, object value) => (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } members ? Enum.ToObject(members, value) : value;

    private static object Parsed(Type type, ParsedByType word) =>
        typeof(OptionText).GetMethod(nameof(OptionText.Parse))!.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [word.Option, word.Text], CultureInfo.InvariantCulture)!;

    private static object Values(Several several)
    {
        var values = Array.CreateInstance(several.Element, several.Values.Count);
        for (var i = 0; i < values.Length; i++)
        {
            values.SetValue(Value(several.Values[i]), i);
        }

        return Collected(several.Type, several.Element, values);
    }

    private static object Collected(Type type, Type element, Array values)
    {
        if (type.IsInstanceOfType(values))
        {
            return values;
        }

        var space = type.GetGenericTypeDefinition();
        var maker = new[] { typeof(System.Collections.Immutable.ImmutableArray), typeof(System.Collections.Immutable.ImmutableList), typeof(System.Collections.Immutable.ImmutableHashSet) }
            .FirstOrDefault(m => m.FullName == space.FullName!.Split('`')[0]);
        var concrete = type.IsInterface ? typeof(HashSet<>).MakeGenericType(element) : type;
        return maker is null ? Activator.CreateInstance(concrete, values)!
            : maker.GetMethods().First(m => m.Name == "CreateRange" && m.GetParameters() is [{ ParameterType: { IsGenericType: true } only }] && only.GetGenericTypeDefinition() == typeof(IEnumerable<>)).MakeGenericMethod(element).Invoke(null, [values])!;
    }

    private static object Made(MadeOfParts made)
    {
        var parameters = made.Constructor.GetParameters();
        var value = made.Constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. made.Arguments.Select((a, i) => a.Value is LeftOut ? Default(parameters[i]) : Value(a.Value))], CultureInfo.InvariantCulture);
        foreach (var part in made.Initializers)
        {
            made.Type.GetProperty(part.Name)!.SetValue(value, Value(part.Value));
        }

        return value;
    }
}
