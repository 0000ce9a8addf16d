using System.Globalization;
using System.Text;
using Stet.Sessions.Tests.RandomPrograms.Parts;

namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>
/// A random program and what its values must be: types that hold each other, a generic one, an interface, an enum, functions, formulas, values of all of these, and lambdas that captured some. The oracle
/// carries the model's values by the stated rules: fields by name, numbers as they are, added fields with their initialisers, enum members by name. <see cref="ProgramSteps"/> changes it.
/// </summary>
internal sealed class RandomProgram
{
    public static readonly string[] Numbers = ["int", "long", "double", "decimal", "int?"];
    public static readonly string[] Kinds = ["class", "record", "class", "struct", "record struct"];

    private readonly Random random;
    private int names;

    public RandomProgram(Random random)
    {
        this.random = random;
        foreach (var name in new[] { "A", "B", "C" })
        {
            Types.Add(new(name, name == "A" ? Kinds[random.Next(2)] : Pick(Kinds)) { Interface = random.Next(2) == 0 ? Interface : null });
            Types[^1].WasStruct = Types[^1].IsStruct;
            Types[^1].Fields.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(_ => NewField(Types[^1])));
        }

        Types.Add(new("G", "class") { Parameter = "T" });
        Types[^1].Fields.AddRange([new(Fresh("F"), FieldKind.Parameter) { Color = Color }, NewField(Types[^1])]);
        Parts = ProgramPart.Some(this, random);
    }

    public List<ModelType> Types { get; } = [];

    public List<ModelObject> Objects { get; } = [];

    public IReadOnlyList<ProgramPart> Parts { get; }

    public List<(ModelObject Object, ModelField Field)> Lambdas { get; } = [];

    public List<ModelFunction> Functions { get; } = [];

    public List<ModelFormula> Formulas { get; } = [];

    public List<ModelName> Members { get; set; } = [new("Red"), new("Green"), new("Blue")];

    public ModelName Color { get; } = new("Color");

    public ModelName Interface { get; } = new("I");

    public ModelName All { get; } = new("all");

    public ModelName Calls { get; } = new("calls");

    public string EnumSource => $"enum {Color.Name} {{ {string.Join(", ", Members.Select(m => m.Name))} }}";

    public string InterfaceSource => $"interface {Interface.Name} {{ int Rank => 1; }}";

    /// <summary>How many functions <see cref="Dump"/> defines.</summary>
    public static int OwnFunctions => 3;

    /// <summary>Code that shows the values of the workspace: fields by name, so that their order does not matter.</summary>
    public static string Dump =>
        PlaceKind.Functions + " string Show(object? o, int depth) => o switch { null => \"null\", string s => s, System.Collections.IEnumerable list => \"[\" + string.Join(\",\", list.Cast<object>().Select(x => Show(x, depth))) + \"]\", "
        + "_ when o.GetType().IsEnum => o.ToString()!, IConvertible n => Convert.ToDecimal(n).ToString(System.Globalization.CultureInfo.InvariantCulture), _ when depth == 0 => \"...\", "
        + "_ => o.GetType().Name.Split('`')[0] + \"{\" + string.Join(\",\", o.GetType().GetFields().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + \"=\" + Show(f.GetValue(o), depth - 1))) + \"}\" };";

    /// <summary>Writes all that the program's values are; what must come is <see cref="Expected"/>.</summary>
    public string Check =>
        $"Console.Write(string.Join('\\n', {All.Name}.Select(o => Show(o, 3))) + \"|\" + string.Join(\",\", {Calls.Name}.Select(f => Show(f(), 1))) + \"|\" + {All.Name}.OfType<{Interface.Name}>().Count()"
        + string.Concat(Functions.Where(f => !f.IsBroken).Select(f => $" + \"|\" + string.Join(\",\", {All.Name}.OfType<{f.Type.Name}>().Select(x => Show({f.Name}({f.Parameter}: x), 1)))"))
        + string.Concat(Formulas.Where(f => f.IsReadable).Select(f => $" + \"|\" + {f.Name}")) + string.Concat(Parts.Select(p => $" + \"\\n\" + {p.Check}")) + ");";

    public string Expected =>
        string.Join('\n', Objects.Select(o => Text(o, 3))) + "|" + string.Join(',', Lambdas.Select(l => Text(l.Object.Fields[l.Field], 1))) + "|" + Objects.Count(o => o.Type.Interface is not null)
        + string.Concat(Functions.Where(f => !f.IsBroken).Select(f => "|" + string.Join(',', Objects.Where(o => o.Type == f.Type).Select(o => Text(o.Fields[f.Field], 1)))))
        + string.Concat(Formulas.Where(f => f.IsReadable).Select(f => "|" + string.Join(',', Objects.Where(o => o.Type == f.Type).Select(o => Text(o.Fields[f.Field], 1)))))
        + string.Concat(Parts.Select(p => $"\n{p.Expected}"));

    /// <summary>The definitions to begin with.</summary>
    public IReadOnlyList<string> Definitions => [EnumSource, InterfaceSource, .. Types.Select(t => t.Source), .. Parts.SelectMany(p => p.Definitions)];

    /// <summary>Is told what the program consists of.</summary>
    public Action<string> Count { get; init; } = _ => { };

    /// <summary>The values to begin with, and what is defined over them.</summary>
    public IEnumerable<string> Begin()
    {
        var code = new StringBuilder($"{All.Name} = new List<object>(); {Calls.Name} = new List<Func<object?>>();");
        for (var i = 0; i < random.Next(1, 6); i++)
        {
            code.Append(' ').Append(NewObject());
        }

        yield return code.AppendJoin("", Parts.Select(p => p.Begin())).ToString();
        if (string.Join(' ', Parts.Select(p => p.DefinedLast)).Trim() is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    /// <summary>The command that removes all of it.</summary>
    public string End() => $"drop {string.Join(' ', Types.Select(t => t.Name).Concat(Functions.Select(f => f.Name)).Concat(Formulas.Select(f => f.Name)).Concat(Parts.SelectMany(p => p.Names)).Concat([Color.Name, Interface.Name, All.Name, Calls.Name]).OrderBy(_ => random.Next()))}";

    public string Fresh(string prefix) => $"{prefix}{names++}";

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public ModelField NewField(ModelType owner)
    {
        var others = Types.Where(t => !t.IsStruct && t != owner && t.Parameter is null).ToArray();
        return random.Next(6) switch
        {
            0 => new(Fresh("F"), FieldKind.Text) { Initial = $"s{random.Next(9)}", Color = Color },
            1 => new(Fresh("F"), FieldKind.Color) { Initial = Pick(Members), Color = Color },
            2 when others.Length > 0 => new(Fresh("F"), FieldKind.Reference, Pick(others)) { Color = Color },
            3 when others.Length > 0 => new(Fresh("F"), FieldKind.ListOf, Pick(others)) { Initial = new List<object?>(), Color = Color },
            _ => new(Fresh("F"), FieldKind.Number) { Number = Pick(Numbers), Initial = (decimal)random.Next(100), Color = Color },
        };
    }

    /// <summary>Adds an object to the model; the code that makes it.</summary>
    public string NewObject()
    {
        var type = Pick(Types);
        var argument = type.Parameter is not null && random.Next(2) == 0 ? Types.FirstOrDefault(t => !t.IsStruct && t.Parameter is null) : null;
        var model = new ModelObject(type, argument);
        var sets = new List<string>();
        foreach (var field in type.Fields)
        {
            var (source, value) = NewValue(field, model);
            model.Fields[field] = value;
            sets.Add($"{field.Name} = {source}");
        }

        Objects.Add(model);
        return $"{All.Name}.Add(new {model.TypeText} {{ {string.Join(", ", sets)} }});";
    }

    /// <summary>A value for the field, as C# and as the model has it.</summary>
    public (string Source, object? Value) NewValue(ModelField field, ModelObject owner)
    {
        var number = random.Next(1000);
        return field.Kind switch
        {
            FieldKind.Text => ($"\"t{number}\"", $"t{number}"),
            FieldKind.Color => Pick(Members) is var member ? ($"{Color.Name}.{member.Name}", member) : default,
            FieldKind.Reference => Known(field.Other!) is ({ } source, var target) ? (source, target) : ("null", null),
            FieldKind.ListOf => Known(field.Other!) is ({ } source, var target) ? ($"[{source}, {source}]", new List<object?> { target, target }) : ("[]", new List<object?>()),
            FieldKind.Parameter when owner.Argument is { } type => Known(type) is ({ } source, var target) ? (source, target) : ("null!", null),
            _ => (number.ToString(CultureInfo.InvariantCulture), (decimal)number),
        };
    }

    private (string? Source, ModelObject? Target) Known(ModelType type)
    {
        var known = Objects.Where(o => o.Type == type).ToList();
        if (known.Count == 0)
        {
            return (null, null);
        }

        var target = Pick(known);
        return (Known(target), target);
    }

    /// <summary>The object as the list of all has it.</summary>
    public string Known(ModelObject target) => $"({target.TypeText}){All.Name}[{Objects.IndexOf(target)}]";

    /// <summary>What <c>Show</c> shows of the value.</summary>
    public static string Text(object? value, int depth) => value switch
    {
        null => "null",
        string s => s,
        ModelName member => member.Name,
        decimal n => n.ToString(CultureInfo.InvariantCulture),
        List<object?> list => $"[{string.Join(',', list.Select(x => Text(x, depth)))}]",
        ModelObject when depth == 0 => "...",
        ModelObject o => new StringBuilder(o.Type.Name).Append('{')
            .AppendJoin(',', o.Fields.OrderBy(f => f.Key.Name, StringComparer.Ordinal).Select(f => $"{f.Key.Name}={Text(f.Value, depth - 1)}")).Append('}').ToString(),
        _ => value.ToString()!,
    };
}
