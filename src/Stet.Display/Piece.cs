namespace Stet.Display;

/// <summary>A described value before it is laid out in lines: a tree of bounded size that holds text only.</summary>
internal abstract class Piece
{
    public const string Ellipsis = "...";

    public static Piece More { get; } = new Leaf(Ellipsis);

    /// <summary>The text on one line.</summary>
    public abstract string Flat { get; }
}

/// <summary>Text that is never broken.</summary>
internal sealed class Leaf(string text) : Piece
{
    public override string Flat { get; } = text;
}

/// <summary><c>Name = value</c> or <c>[key] = value</c>.</summary>
internal sealed class Labelled(string label, Piece value) : Piece
{
    public string Label { get; } = label;

    public Piece Value { get; } = value;

    public override string Flat => Label + Value.Flat;
}

/// <summary>An object or a collection: what it is, and its parts in brackets.</summary>
internal sealed class Group(string header, string open, string close) : Piece
{
    public List<Piece> Items { get; } = [];

    public string Open { get; } = open;

    public string Close { get; } = close;

    /// <summary>Set when the object is met a second time: the number by which the other places refer to this one.</summary>
    public int? Mark { get; set; }

    public string Header => (header, Mark) switch
    {
        ("", null) => "",
        ("", int mark) => $"#{mark} ",
        (_, null) => header + " ",
        (_, int mark) => $"{header} #{mark} ",
    };

    public override string Flat
    {
        get
        {
            var space = Open == "{" && Items.Count > 0 ? " " : "";
            return Header + Open + space + string.Join(", ", Items.Select(item => item.Flat)) + space + Close;
        }
    }
}
