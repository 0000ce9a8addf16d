using System.Globalization;
using System.Text;

namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>
/// A random program and what its values must be: types that hold each other, values of them, redefinitions. The oracle carries the model's values by the stated rules:
/// by name, numbers as they are, added fields with their initialisers, enum members by name.
/// </summary>
internal sealed class RandomProgram(Random random)
{
    private static readonly string[] Numbers = ["int", "long", "double", "decimal", "int?"];
    private static readonly string[] Kinds = ["class", "record", "class", "struct", "record struct"];

    private readonly Dictionary<string, ModelType> types = [];
    private readonly List<ModelObject> objects = [];
    private List<string> members = ["Red", "Green", "Blue"];
    private int names;

    /// <summary>What every value must be shown as by <see cref="Dump"/>, in the order of the list <c>all</c>.</summary>
    public string Expected => string.Join('\n', objects.Select(o => Text(o, 3)));

    /// <summary>Code that shows the values of the workspace: fields by name, so that their order does not matter.</summary>
    public static string Dump =>
        "string Show(object? o, int depth) => o switch { null => \"null\", string s => s, System.Collections.IEnumerable list => \"[\" + string.Join(\",\", list.Cast<object>().Select(x => Show(x, depth))) + \"]\", "
        + "_ when o.GetType().IsEnum => o.ToString()!, IConvertible n => Convert.ToDecimal(n).ToString(System.Globalization.CultureInfo.InvariantCulture), _ when depth == 0 => \"...\", "
        + "_ => o.GetType().Name + \"{\" + string.Join(\",\", o.GetType().GetFields().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + \"=\" + Show(f.GetValue(o), depth - 1))) + \"}\" };";

    /// <summary>The definitions and values to begin with.</summary>
    public IEnumerable<string> Begin()
    {
        foreach (var name in new[] { "A", "B", "C" })
        {
            types[name] = new(name, name == "A" ? Kinds[random.Next(2)] : Pick(Kinds), [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => NewField(name))]);
        }

        yield return $"{EnumSource} {string.Join(" ", types.Values.Select(t => t.Source))}";
        yield return "all = new List<object>();";
        for (var i = 0; i < random.Next(1, 6); i++)
        {
            var type = Pick(types.Values.ToArray());
            var model = new ModelObject(type.Name);
            var sets = new List<string>();
            foreach (var field in type.Fields)
            {
                var (source, value) = NewValue(field);
                model.Fields[field.Name] = value;
                sets.Add($"{field.Name} = {source}");
            }

            objects.Add(model);
            yield return $"all.Add(new {type.Name} {{ {string.Join(", ", sets)} }});";
        }
    }

    /// <summary>One redefinition, carried out on the model.</summary>
    public string Change()
    {
        if (random.Next(6) == 0)
        {
            members = [.. members.OrderBy(_ => random.Next()), $"M{names++}"];
            return EnumSource;
        }

        var type = Pick(types.Values.ToArray());
        var changed = random.Next(6) switch
        {
            0 => type with { Fields = [.. type.Fields.OrderBy(_ => random.Next())] },
            1 when type.Fields.Count > 1 => type with { Fields = [.. type.Fields.Skip(1)] },
            2 when type.Fields.FirstOrDefault(f => f.Type is "int") is { } wide => type with { Fields = [.. type.Fields.Select(f => f == wide ? f with { Type = Pick(Numbers) } : f)] },
            3 => type with { Fields = [.. type.Fields.Select((f, i) => i == 0 ? f with { Name = $"F{names++}", Former = f.Name } : f with { Former = null })] },
            4 when !IsHeld(type.Name) => type with { Kind = Pick(Kinds) },
            _ => type with { Fields = [.. type.Fields, NewField(type.Name)] },
        };
        types[type.Name] = changed;
        foreach (var value in Reachable().Where(o => o.Type == type.Name).Distinct().ToList())
        {
            value.Fields = changed.Fields.ToDictionary(f => f.Name, f => value.Fields.TryGetValue(f.Name, out var same) ? same
                : f.Former is { } former && value.Fields.TryGetValue(former, out var old) ? old : f.InitialValue);
        }

        return changed.Source;
    }

    private string EnumSource => $"enum Color {{ {string.Join(", ", members)} }}";

    private ModelField NewField(string owner)
    {
        var name = $"F{names++}";
        var others = types.Values.Where(t => !t.IsStruct && t.Name != owner).Select(t => t.Name).ToArray();
        return random.Next(6) switch
        {
            0 => new(name, "string", $"\"s{random.Next(9)}\""),
            1 => new(name, "Color", $"Color.{Pick(members.ToArray())}"),
            2 when others.Length > 0 => new(name, Pick(others) + "?", "null"),
            3 when others.Length > 0 => new(name, $"List<{Pick(others)}>", "[]"),
            _ => new(name, Pick(Numbers), random.Next(100).ToString(CultureInfo.InvariantCulture)),
        };
    }

    private (string Source, object? Value) NewValue(ModelField field)
    {
        if (field.Type is "string")
        {
            var text = $"t{random.Next(100)}";
            return ($"\"{text}\"", text);
        }

        if (field.Type is "Color")
        {
            var member = Pick(members.ToArray());
            return ($"Color.{member}", member);
        }

        if (types.Keys.FirstOrDefault(t => field.Type.Contains(t, StringComparison.Ordinal) && field.Type != "decimal") is { } other && !Numbers.Contains(field.Type))
        {
            var known = objects.Where(o => o.Type == other).ToList();
            var target = known.Count == 0 ? null : Pick(known.ToArray());
            var source = target is null ? null : $"({other})all[{objects.IndexOf(target)}]";
            return field.Type.StartsWith("List", StringComparison.Ordinal)
                ? (source is null ? "[]" : $"[{source}, {source}]", target is null ? new List<object?>() : new List<object?> { target, target })
                : (source ?? "null", target);
        }

        var number = random.Next(1000);
        return (number.ToString(CultureInfo.InvariantCulture), (decimal)number);
    }

    /// <summary>Whether a field names the type: then it stays a class, since null may be held.</summary>
    private bool IsHeld(string name) => types.Values.SelectMany(t => t.Fields).Any(f => f.Type == name + "?" || f.Type == $"List<{name}>");

    private IEnumerable<ModelObject> Reachable() => objects;

    private static string Text(object? value, int depth) => value switch
    {
        null => "null",
        string s => s,
        decimal n => n.ToString(CultureInfo.InvariantCulture),
        List<object?> list => $"[{string.Join(',', list.Select(x => Text(x, depth)))}]",
        ModelObject when depth == 0 => "...",
        ModelObject o => new StringBuilder(o.Type).Append('{')
            .AppendJoin(',', o.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={Text(f.Value, depth - 1)}")).Append('}').ToString(),
        _ => value.ToString()!,
    };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
