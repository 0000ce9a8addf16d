using System.Globalization;
using Stet.Images;

namespace Stet.Display;

/// <summary>Describes plain data in the words of <see cref="Describer"/>: the same brackets, marks and bounds, without any type being loaded.</summary>
internal sealed class PlainDescriber(DisplayOptions options)
{
    private readonly Budget budget = new(options);
    private readonly Dictionary<PlainNode, Group> met = new(ReferenceEqualityComparer.Instance);
    private int marks;

    public Piece Describe(object? value, int depth = 0) => value switch
    {
        null => new Leaf("null"),
        _ when budget.Exhausted => Piece.More,
        PlainEnum member => Text(member.Member?.Replace(", ", " | ", StringComparison.Ordinal) ?? string.Create(CultureInfo.InvariantCulture, $"({member.Type.Name}){member.Number}")),
        PlainType type => Text($"typeof({type.Name})"),
        PlainMethod method => Text(method.Name),
        PlainStruct structure => DescribeStruct(structure, depth),
        PlainNode node => DescribeNode(node, depth),
        _ => Text(Literals.Of(value, options) ?? value.ToString() ?? "null"),
    };

    private Piece DescribeStruct(PlainStruct structure, int depth)
    {
        var isTuple = structure.Type?.FullName.StartsWith("System.ValueTuple`", StringComparison.Ordinal) ?? true;
        var group = isTuple ? new Group("", "(", ")") : new Group(budget.Spend(structure.Type!.Name), "{", "}");
        AddFields(group, structure.Fields, named: !isTuple, depth);
        return group;
    }

    private Piece DescribeNode(PlainNode node, int depth)
    {
        if (node.LiveReason is { } reason)
        {
            return Text($"{node.Type.Name} (not kept: {reason})");
        }

        if (node.Boxed is { } boxed)
        {
            return Describe(boxed, depth);
        }

        if (met.TryGetValue(node, out var earlier))
        {
            earlier.Mark ??= ++marks;
            return new Leaf($"#{earlier.Mark}");
        }

        return node.Count is { } count ? DescribeCollection(node, count, depth) : DescribeObject(node, depth);
    }

    private Piece DescribeObject(PlainNode node, int depth)
    {
        var header = node.Type.FullName.StartsWith("__anonymous.", StringComparison.Ordinal) ? "" : node.Type.Name;
        if (node.IsRead && node.Fields.Count == 0)
        {
            return Text($"{header} {{ }}".TrimStart());
        }

        var group = met[node] = new Group(budget.Spend(header), "{", "}");
        if (!node.IsRead || depth >= options.MaxDepth)
        {
            group.Items.Add(Piece.More);
        }
        else
        {
            AddFields(group, node.Fields, named: true, depth);
        }

        return group;
    }

    private Group DescribeCollection(PlainNode node, long count, int depth)
    {
        var group = met[node] = new Group(budget.Spend(Header(node, count)), "{", "}");
        var limit = depth == 0 ? options.MaxElements : Math.Min(options.MaxElements, 10);
        var shown = depth >= options.MaxDepth ? [] : node.Elements.Take(limit).TakeWhile(_ => !budget.Exhausted).ToList();
        group.Items.AddRange(shown.Select(element => DescribeElement(element, depth + 1)));
        if (shown.Count < count)
        {
            group.Items.Add(new Leaf(string.Create(CultureInfo.InvariantCulture, $"... {count - shown.Count:N0} more")));
        }

        return group;
    }

    private Piece DescribeElement(object? element, int depth) =>
        element is PlainStruct { Type: null, Fields: [var key, var value] }
            ? new Labelled($"[{Describe(key.Value, depth).Flat}] = ", Describe(value.Value, depth))
            : Describe(element, depth);

    /// <summary><c>List&lt;int&gt;(3)</c>, <c>int[3]</c>, <c>int[2,3]</c>, <c>string[4][]</c>.</summary>
    private static string Header(PlainNode node, long count)
    {
        var name = node.Type.Name;
        var open = name.IndexOf('[');
        if (open < 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name}({count})");
        }

        var lengths = node.Lengths is { Count: > 1 } several ? string.Join(',', several) : count.ToString(CultureInfo.InvariantCulture);
        return $"{name[..(open + 1)]}{lengths}{name[name.IndexOf(']')..]}";
    }

    private void AddFields(Group group, IReadOnlyList<PlainField> fields, bool named, int depth)
    {
        foreach (var field in fields.TakeWhile(_ => !budget.Exhausted))
        {
            var value = Describe(field.Value, depth + 1);
            group.Items.Add(named ? new Labelled($"{field.Name} = ", value) : value);
        }
    }

    private Leaf Text(string text) => new(budget.Spend(text));
}
