using System.Globalization;

namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>
/// A type of a random program as the model has it. Everything that has a name is one object of the model, whatever it is called at the moment: values refer to fields, fields to types,
/// so that renaming is one assignment here.
/// </summary>
internal sealed class ModelType(string name, string kind)
{
    /// <summary>What it was called first: a text in code, which stays when the type has another name.</summary>
    private readonly string label = name;

    public string Name { get; set; } = name;

    public string Kind { get; set; } = kind;

    /// <summary>Null where the type is not generic.</summary>
    public string? Parameter { get; set; }

    public ModelName? Interface { get; init; }

    public List<ModelField> Fields { get; set; } = [];

    /// <summary>Its objects have been copied into the places that held them: since then no two places share one.</summary>
    public bool WasStruct { get; set; }

    public bool IsStruct => Kind.Contains("struct", StringComparison.Ordinal);

    public string Source =>
        $"{Kind} {Name}{(Parameter is null ? "" : $"<{Parameter}>")}{(Interface is null ? "" : $" : {Interface.Name}")} "
        + $"{{ {string.Join(" ", Fields.Select(f => f.SourceIn(this)))} {(IsStruct ? $"public {Name}() {{ }} " : "")}public override string ToString() => \"{label}\"; }}";
}

/// <summary>Something that only has a name: the interface, the enum and its members, a variable.</summary>
internal sealed class ModelName(string name)
{
    public string Name { get; set; } = name;
}

internal enum FieldKind
{
    Number,
    Text,
    Color,
    Reference,
    ListOf,
    Parameter,
}

/// <param name="Other">The type that a reference or list is of.</param>
internal sealed class ModelField(string name, FieldKind kind, ModelType? other = null)
{
    public string Name { get; set; } = name;

    public FieldKind Kind { get; } = kind;

    public ModelType? Other { get; } = other;

    /// <summary>The number's type.</summary>
    public string Number { get; set; } = "int";

    /// <summary>What a value that lacks the field gets: a number, a text, a member of the enum, null or an empty list.</summary>
    public object? Initial { get; init; }

    /// <summary>The name that <c>[Formerly]</c> says.</summary>
    public string? Former { get; set; }

    public required ModelName Color { get; init; }

    public string SourceIn(ModelType owner) => $"{(Former is null ? "" : $"[Formerly(\"{Former}\")] ")}public {TypeIn(owner)} {Name} = {InitialText};";

    private string TypeIn(ModelType owner) => Kind switch
    {
        FieldKind.Number => Number,
        FieldKind.Text => "string",
        FieldKind.Color => Color.Name,
        FieldKind.Reference => Other!.Name + "?",
        FieldKind.ListOf => $"List<{Other!.Name}>",
        _ => owner.Parameter!,
    };

    private string InitialText => Kind switch
    {
        FieldKind.Number => ((decimal)Initial!).ToString(CultureInfo.InvariantCulture),
        FieldKind.Text => $"\"{Initial}\"",
        FieldKind.Color => $"{Color.Name}.{((ModelName)Initial!).Name}",
        FieldKind.Reference => "null",
        FieldKind.ListOf => "[]",
        _ => "default!",
    };
}

/// <summary>An object of the model. Numbers are decimals, enum values the member's name, lists are lists of these.</summary>
/// <param name="argument">Of a generic type: null for <c>int</c>, else the type.</param>
internal sealed class ModelObject(ModelType type, ModelType? argument = null)
{
    public ModelType Type { get; } = type;

    public ModelType? Argument { get; } = argument;

    public string TypeText => Type.Parameter is null ? Type.Name : $"{Type.Name}<{Argument?.Name ?? "int"}>";

    public Dictionary<ModelField, object?> Fields { get; set; } = [];
}

/// <summary><c>object? name(Type parameter) => parameter.Field;</c></summary>
internal sealed class ModelFunction(string name, string parameter, ModelType type, ModelField field)
{
    public string Name { get; set; } = name;

    public string Parameter { get; set; } = parameter;

    public ModelType Type { get; } = type;

    public ModelField Field { get; set; } = field;

    public bool IsBroken { get; set; }

    public string Source => $"object? {Name}({Type.Name} {Parameter}) => {Parameter}.{Field.Name};";
}

/// <summary><c>name => ...;</c> over all objects of a type: each one's field, read at its place or by a function.</summary>
internal sealed class ModelFormula(string name, ModelType type, ModelField field, ModelFunction? by)
{
    public string Name { get; set; } = name;

    public ModelType Type { get; } = type;

    /// <summary>What it shows of each object.</summary>
    public ModelField Field => By?.Field ?? Own;

    public ModelField Own { get; set; } = field;

    public ModelFunction? By { get; } = by;

    /// <summary>It does not compile any more itself.</summary>
    public bool IsBroken { get; set; }

    public bool IsReadable => !IsBroken && By?.IsBroken != true;

    public string SourceOver(ModelName all) =>
        $"{Name} => string.Join(\",\", {all.Name}.OfType<{Type.Name}>().Select(x => Show({(By is null ? $"x.{Own.Name}" : $"{By.Name}({By.Parameter}: x)")}, 1)));";
}
