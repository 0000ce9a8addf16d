using System.Globalization;

namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>A type of a random program as the model has it. Fields are public, of a simple type, of another type of the program, or a list of one.</summary>
internal sealed record ModelType(string Name, string Kind, IReadOnlyList<ModelField> Fields)
{
    public bool IsStruct => Kind.Contains("struct", StringComparison.Ordinal);

    public string Source => $"{Kind} {Name} {{ {string.Join(" ", Fields.Select(f => f.Source))}{(IsStruct ? $"public {Name}() {{ }} " : "")}public override string ToString() => \"{Name}\"; }}";
}

/// <param name="Initial">What a value that lacks the field gets; C# source.</param>
/// <param name="Former">The name it had before; null where it has always been called so.</param>
internal sealed record ModelField(string Name, string Type, string Initial, string? Former = null)
{
    public string Source => $"{(Former is null ? "" : $"[Formerly(\"{Former}\")] ")}public {Type} {Name} = {Initial};";

    public object? InitialValue => Type switch
    {
        "string" => Initial.Trim('"'),
        "Color" => Initial["Color.".Length..],
        _ when Initial is "null" => null,
        _ when Initial is "[]" => new List<object?>(),
        _ => decimal.Parse(Initial, CultureInfo.InvariantCulture),
    };
}

/// <summary>An object of the model. Numbers are decimals, enum values are member names, lists are lists of these.</summary>
internal sealed class ModelObject(string type)
{
    public string Type { get; } = type;

    public Dictionary<string, object?> Fields { get; set; } = [];
}
