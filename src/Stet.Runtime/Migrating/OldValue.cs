using System.Globalization;
using Stet.Migration;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>A value as an image has it, field by field.</summary>
internal sealed class OldValue(string type, string definition, IReadOnlyList<string> names, OldPart[] parts, GraphReader graph) : Old
{
    public override string Type => type;

    public override string Definition => definition;

    public override IReadOnlyList<string> Names => names;

    /// <summary>Members that were asked for while the objects which they refer to were not made yet, with the numbers of those.</summary>
    public List<(string Name, int Object)> Missed { get; } = [];

    public override T Get<T>(string name)
    {
        int at = names.ToList().LastIndexOf(name);
        if (at < 0) throw new KeyNotFoundException($"The old value had no {name}; it had {string.Join(", ", names)}.");
        object? value = parts[at].Object >= 0 ? graph[parts[at].Object] : parts[at].Value;
        if (value is null && parts[at].Object >= 0) Missed.Add((name, parts[at].Object));
        if (value is T fits) return fits;
        if (value is null && default(T) is null) return default!;
        if (value is IConvertible number && System.Type.GetTypeCode(typeof(T)) is not (TypeCode.Object or TypeCode.Empty) && !typeof(T).IsEnum)
            return (T)Convert.ChangeType(number, typeof(T), CultureInfo.InvariantCulture);
        throw new InvalidCastException($"{name} held {(value is null ? "null" : $"a {TypeNames.Of(value.GetType())}")}, not a {TypeNames.Of(typeof(T))}.");
    }
}
