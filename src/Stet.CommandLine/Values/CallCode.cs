using System.Reflection;
using Stet.CommandLine.Options;
using Stet.CommandLine.Reading;

namespace Stet.CommandLine.Values;

/// <summary>
/// A call as C#: <c>f(1, "x", c: 2.5)</c>. Each value is a literal of exactly its parameter's type, or is made from one, so that no word of a command line is
/// ever read as code. Held by <c>CallCodeTests</c>, which compile what they get and look at the values.
/// </summary>
public static class CallCode
{
    /// <param name="isTaken">Names that mean something of the workspace: a namespace of this name is written with <c>global::</c>.</param>
    public static string Of(CallReading reading, Func<string, bool> isTaken)
    {
        var writer = new Writer(new CodeNames(isTaken));
        var returned = reading.Overload.Method.ReturnType;
        return $"{(IsAwaited(returned) ? "await " : "")}{CodeNames.Escaped(reading.Overload.Name)}({writer.Arguments(reading.Arguments)})";
    }

    /// <summary>A value as C# of exactly its type.</summary>
    public static string Literal(object value) => new CodeLiteral(new CodeNames(_ => true)).Of(value.GetType(), value, value is IFormattable formattable and not TimeSpan
        ? formattable.ToString(value is DateTime or DateOnly or TimeOnly ? "O" : null, System.Globalization.CultureInfo.InvariantCulture) : value.ToString() ?? "");

    /// <summary>A type as C# names it from anywhere.</summary>
    public static string TypeName(Type type) => new CodeNames(_ => true).Of(type);

    /// <summary>A name as an identifier.</summary>
    public static string Name(string name) => CodeNames.Escaped(name);

    /// <summary>Whether the function's result is waited for.</summary>
    public static bool IsAwaited(Type returned) =>
        returned.IsAssignableTo(typeof(Task)) || returned == typeof(ValueTask) || (returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private sealed class Writer(CodeNames names)
    {
        /// <summary>By position as long as none is left out, then by name.</summary>
        public string Arguments(IReadOnlyList<NamedArgument> arguments)
        {
            var byPosition = arguments.TakeWhile(a => a.Value is not LeftOut).Count();
            return string.Join(", ", arguments.Select((a, i) => (a, i)).Where(x => x.a.Value is not LeftOut).Select(x => (x.i < byPosition ? "" : CodeNames.Escaped(x.a.Name) + ": ") + Value(x.a.Value)));
        }

        private string Value(Argument argument) => argument switch
        {
            KnownValue known => new CodeLiteral(names).Of(known.Type, known.Value, known.Text),
            ParsedByType parsed => $"Stet.Calling.OptionText.Parse<{names.Of(Nullable.GetUnderlyingType(parsed.Type) ?? parsed.Type)}>({CodeLiteral.Text(parsed.Option)}, {CodeLiteral.Text(parsed.Text)})",
            Several several => Values(several),
            MadeOfParts made => $"new {names.Of(made.Type)}({Arguments(made.Arguments)}){Initializers(made.Initializers)}",
            FromInput input => $"Stet.Calling.StandardInput.{InputTypes.MemberFor(input.Type)}",
            _ => throw new ArgumentException($"{argument} has no code.", nameof(argument)),
        };

        private string Values(Several several)
        {
            var values = several.Values.Select(Value).ToList();
            var array = $"new {names.Of(several.Element)}[] {{ {string.Join(", ", values)} }}";
            return several.Type.IsArray || several.Type.IsInterface ? array : $"({names.Of(several.Type)})[{string.Join(", ", values)}]";
        }

        private string Initializers(IReadOnlyList<NamedArgument> initializers) =>
            initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers.Select(i => $"{CodeNames.Escaped(i.Name)} = {Value(i.Value)}"))} }}";
    }
}
