using System.Globalization;
using System.Text;

namespace Stet.Toolbox;

/// <summary>What is computed from what: the answer of <c>graph()</c>. As text, as DOT for Graphviz, and drawn as SVG.</summary>
public sealed class DependencyGraph(IReadOnlyList<DependencyNode> nodes)
{
    private const int Width = 150;
    private const int Height = 30;
    private const int Gap = 50;

    public IReadOnlyList<DependencyNode> Nodes { get; } = nodes;

    /// <summary>In the language of Graphviz.</summary>
    public string Dot
    {
        get
        {
            var text = new StringBuilder("digraph {\n  rankdir=LR;\n");
            foreach (var node in Nodes)
            {
                text.Append(CultureInfo.InvariantCulture, $"  \"{node.Name}\" [shape={(node.IsFormula ? "box" : "ellipse")}{(node.State is "current" or "" ? "" : ", style=dashed")}];\n");
                foreach (var from in node.From)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  \"{from}\" -> \"{node.Name}\";\n");
                }
            }

            return text.Append("}\n").ToString();
        }
    }

    /// <summary>Drawn from left to right: each node to the right of all that it is computed from.</summary>
    public string Svg
    {
        get
        {
            var places = Places();
            var (width, height) = (places.Values.Select(p => p.X).DefaultIfEmpty().Max() + Width + Gap, places.Values.Select(p => p.Y).DefaultIfEmpty().Max() + Height + Gap);
            var text = new StringBuilder($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
            foreach (var node in Nodes)
            {
                foreach (var from in node.From.Where(places.ContainsKey))
                {
                    var (a, b) = (places[from], places[node.Name]);
                    text.Append(CultureInfo.InvariantCulture, $"<path d=\"M{a.X + Width} {a.Y + Height / 2} C{a.X + Width + Gap / 2} {a.Y + Height / 2} {b.X - Gap / 2} {b.Y + Height / 2} {b.X} {b.Y + Height / 2}\" fill=\"none\" stroke=\"#888\"/>\n");
                }
            }

            foreach (var node in Nodes)
            {
                var (x, y) = places[node.Name];
                text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{Width}\" height=\"{Height}\" rx=\"{(node.IsFormula ? 4 : 15)}\" fill=\"{Fill(node)}\" stroke=\"#555\"/>\n");
                text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + Width / 2}\" y=\"{y + Height / 2 + 4}\" text-anchor=\"middle\">{Escaped(node.Name)}</text>\n");
            }

            return text.Append("</svg>\n").ToString();
        }
    }

    /// <summary>One line for each formula: what it is computed from, and its state.</summary>
    public override string ToString() => string.Join('\n', Nodes.Where(n => n.IsFormula).Select(n =>
        $"{n.Name} <- {(n.From.Count == 0 ? "(nothing)" : string.Join(", ", n.From))}{(n.State == "current" ? "" : $"  [{n.State}]")}"));

    private Dictionary<string, (int X, int Y)> Places()
    {
        var layers = new Dictionary<string, int>();
        var from = Nodes.ToDictionary(n => n.Name, n => n.From);
        foreach (var node in Nodes)
        {
            LayerOf(node.Name, from, layers);
        }

        var rows = new Dictionary<int, int>();
        var places = new Dictionary<string, (int, int)>();
        foreach (var node in Nodes)
        {
            var layer = layers[node.Name];
            var row = rows[layer] = rows.GetValueOrDefault(layer, -1) + 1;
            places[node.Name] = (10 + layer * (Width + Gap), 10 + row * (Height + 15));
        }

        return places;
    }

    /// <summary>One more than the highest layer it is computed from. A cycle, which only running code can make, ends the way back.</summary>
    private static void LayerOf(string start, Dictionary<string, IReadOnlyList<string>> from, Dictionary<string, int> layers)
    {
        var waiting = new Stack<(string Name, bool IsOver)>([(start, false)]);
        var open = new HashSet<string>();
        while (waiting.TryPop(out var next))
        {
            if (next.IsOver)
            {
                layers[next.Name] = from[next.Name].Select(f => layers.GetValueOrDefault(f, -1) + 1).DefaultIfEmpty().Max();
            }
            else if (!layers.ContainsKey(next.Name) && from.ContainsKey(next.Name) && open.Add(next.Name))
            {
                waiting.Push((next.Name, true));
                foreach (var below in from[next.Name])
                {
                    waiting.Push((below, false));
                }
            }
        }
    }

    private static string Fill(DependencyNode node) => node.State switch
    {
        _ when !node.IsFormula => "#eef",
        "current" => "#efe",
        _ when node.State.StartsWith("error", StringComparison.Ordinal) || node.State == "broken" => "#fdd",
        _ => "#ffd",
    };

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}

/// <summary>A variable, a file or a formula of the graph.</summary>
/// <param name="State">Of a formula, as <c>formulas</c> says it; empty for others.</param>
/// <param name="From">What it is computed from.</param>
public sealed record DependencyNode(string Name, bool IsFormula, string State, IReadOnlyList<string> From);
