using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Stet.CommandLine;

/// <summary>What the documentation comment above a function or a type says.</summary>
/// <param name="Parameters">By name of the parameter.</param>
public sealed partial record FunctionComment(string Summary, IReadOnlyDictionary<string, string> Parameters)
{
    public static FunctionComment None { get; } = new("", new Dictionary<string, string>());

    /// <summary>Reads the comment of a declaration's source; what is no XML is taken as it stands, without its tags.</summary>
    public static FunctionComment Of(string source)
    {
        var lines = source.Split('\n').Select(l => l.Trim()).TakeWhile(l => l.Length == 0 || l.StartsWith("//", StringComparison.Ordinal)).Where(l => l.StartsWith("///", StringComparison.Ordinal));
        var text = string.Join('\n', lines.Select(l => l[3..]));
        if (text.Trim().Length == 0)
        {
            return None;
        }

        try
        {
            var comment = XElement.Parse($"<comment>{text}</comment>");
            var summary = comment.Element("summary") is { } element ? Words(element) : comment.HasElements ? "" : Folded(comment.Value);
            return new(summary, comment.Elements("param").Where(p => p.Attribute("name") is not null)
                .GroupBy(p => p.Attribute("name")!.Value).ToDictionary(g => g.Key, g => Words(g.First())));
        }
        catch (XmlException)
        {
            return new(Folded(Tag().Replace(text, "")), new Dictionary<string, string>());
        }
    }

    /// <summary>Text with references by their names: <c>&lt;see cref="Mean"/&gt;</c> is <c>Mean</c>.</summary>
    private static string Words(XElement element) => Folded(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement inner when (inner.Attribute("cref") ?? inner.Attribute("name") ?? inner.Attribute("langword")) is { } named && inner.IsEmpty => named.Value,
        XElement inner => " " + Words(inner) + " ",
        _ => "",
    })));

    private static string Folded(string text) => Spaces().Replace(Space().Replace(text, " "), "$1").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@" ([.,;:)])")]
    private static partial Regex Spaces();

    [GeneratedRegex("</?[A-Za-z][^<>]*>")]
    private static partial Regex Tag();
}
