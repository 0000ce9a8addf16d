using Stet.Images.Types;

namespace Stet.Images;

/// <summary>The types of an image as names.</summary>
internal sealed class PlainTypes(ImageTables tables)
{
    readonly Dictionary<int, PlainType> _known = [];
    int _depth;

    public PlainType this[int index]
    {
        get
        {
            if (_known.TryGetValue(index, out var known)) return known;
            if (_depth > 50) return new("…", "…", null);
            _depth++;
            var type = tables.Record(index) is { } record ? Of(record) : Of((Primitive)index);
            _depth--;
            return _known[index] = type;
        }
    }

    static PlainType Of(Primitive primitive) => new(Primitives.NameOf(primitive), primitive <= Primitive.Complex ? "System." + primitive : "System.Numerics." + primitive, null);

    PlainType Of(TypeRecord record)
    {
        if (record.Form == Form.Array)
        {
            string array = this[record.Element].Name + "[" + new string(',', Math.Max(record.Rank - 1, 0)) + "]";
            return new(array, array, null);
        }
        var home = tables.Homes[record.Home];
        string? unit = home.IsUnit ? home.Name : null;
        if (record is { Name: "System.Nullable`1", Arguments.Count: 1 }) return new(this[record.Arguments[0]].Name + "?", record.Name, unit);
        string name = Short(record.Name);
        if (record.Arguments.Count > 0) name += $"<{string.Join(", ", record.Arguments.Select(a => this[a].Name))}>";
        return new(name, record.Name, unit);
    }

    /// <summary>Without namespace, outer types and number of parameters.</summary>
    static string Short(string fullName)
    {
        string name = fullName[(fullName.LastIndexOf('+') + 1)..];
        if (name.Length == fullName.Length) name = name[(name.LastIndexOf('.') + 1)..];
        int tick = name.IndexOf('`');
        return tick < 0 ? name : name[..tick];
    }
}
