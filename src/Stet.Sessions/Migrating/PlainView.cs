using Stet.Display;
using Stet.Images;
using Stet.Migration;

namespace Stet.Sessions.Migrating;

/// <summary>Plain data of an image as user code sees it.</summary>
internal sealed class PlainView(object? value) : PlainValue
{
    private const int Width = 100;

    public override string Type => value switch
    {
        PlainNode node => node.Type.Name,
        PlainStruct { Type: { } type } => type.Name,
        PlainEnum e => e.Type.Name,
        null => "null",
        _ => value.GetType().Name,
    };

    public override object? Value => value switch
    {
        PlainNode { Boxed: { } boxed } => new PlainView(boxed).Value,
        PlainNode or PlainStruct => null,
        PlainEnum e => e.Member ?? (object)e.Number,
        _ => value,
    };

    public override IReadOnlyList<string> Members => [.. Fields.Select(f => f.Name)];

    public override IReadOnlyList<PlainValue> Elements => value is PlainNode node ? [.. node.Elements.Select(e => new PlainView(e))] : [];

    public override PlainValue this[string member] => new PlainView(
        (Fields.FirstOrDefault(f => f.Name == member) ?? throw new KeyNotFoundException($"A {Type} has no {member}; it has {string.Join(", ", Members)}.")).Value);

    /// <summary>All of it, as the prompt shows values.</summary>
    public override string ToString() => PlainText.Of(value, Width);

    private IReadOnlyList<PlainField> Fields => value switch
    {
        PlainNode { Boxed: PlainStruct boxed } => boxed.Fields,
        PlainNode node => node.Fields,
        PlainStruct s => s.Fields,
        _ => [],
    };
}
