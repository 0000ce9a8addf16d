using System.Collections.Immutable;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>
/// Parses a definition file again after a change: only from the declaration before the change to the one after it. What is around them keeps its definitions,
/// moved by lines. The result is that of parsing the whole (held by <c>FileParseTests</c>); where a change reaches further than its declarations (usings,
/// namespaces, directives, errors), the whole is parsed.
/// </summary>
public static class FileParse
{
    public static ParsedInput Again(ParsedInput before, string code) =>
        before.Code == code ? before : Splice(before, code) ?? InputParser.File(code, before.Name);

    private static ParsedInput? Splice(ParsedInput before, string code)
    {
        if (before.Errors.Length > 0 || before.Definitions.IsEmpty || HasDirective(before.Code) || HasDirective(code)
            || before.Definitions.Any(d => d.Parts.Any(p => p.Namespace.Length > 0)))
        {
            return null;
        }

        var places = Places(before);
        var start = before.Code.AsSpan().CommonPrefixLength(code);
        var end = before.Code.Length - CommonSuffix(before.Code.AsSpan(start), code.AsSpan(start));
        var first = places.FindLastIndex(p => p.End < start);
        var last = places.FindIndex(p => p.Start > end);
        if (first < 0 && start < places[0].Start)
        {
            return null; // The usings at the top may be concerned.
        }

        first = Math.Max(first, 0);
        var from = places[first].Start;
        var to = last < 0 ? before.Code.Length : places[last].End;
        if (last >= 0 && last + 1 < places.Count && !before.Code.AsSpan(to, places[last + 1].Start - to).Contains('\n'))
        {
            return null; // What follows on the line would move by columns.
        }

        var middle = InputParser.File(code[from..(to + code.Length - before.Code.Length)], before.Name);
        var replaced = places[first..(last < 0 ? places.Count : last + 1)].Select(p => p.Definition).ToHashSet(ReferenceEqualityComparer.Instance);
        return CanStand(middle, before, replaced, places, first, last) ? Joined(before, code, middle, replaced, from, to) : null;
    }

    /// <summary>Where the parts of definitions are in the text, in order.</summary>
    private static List<Place> Places(ParsedInput file)
    {
        var places = new List<Place>(file.Definitions.Length);
        var isInOrder = true;
        var lines = new Lines(file.Code);
        foreach (var definition in file.Definitions)
        {
            foreach (var part in definition.Parts)
            {
                var start = lines.StartOf(part.Home.Line) + part.Home.Column - 1;
                isInOrder &= places.Count == 0 || places[^1].Start <= start;
                places.Add(new(definition, start, start + part.Text.Length));
            }
        }

        if (!isInOrder)
        {
            places.Sort((a, b) => a.Start.CompareTo(b.Start));
        }

        return places;
    }

    /// <summary>Whether the declarations in the middle are all that has changed, and none of their names is declared around them too.</summary>
    private static bool CanStand(ParsedInput middle, ParsedInput before, HashSet<object?> replaced, List<Place> places, int first, int last)
    {
        var divided = replaced.Where(d => ((Definition)d!).Parts.Length > 1).ToHashSet(ReferenceEqualityComparer.Instance);
        var around = divided.Count == 0 ? [] : places[..first].Concat(last < 0 ? [] : places[(last + 1)..]);
        var added = middle.Definitions.Select(d => d.Key).Except(replaced.Select(d => ((Definition)d!).Key)).ToHashSet();
        return middle.Errors.IsEmpty && middle.Usings.IsEmpty && middle.FileUsings.IsEmpty && !middle.Definitions.Any(d => d.Parts.Any(p => p.Namespace.Length > 0))
            && !around.Any(p => divided.Contains(p.Definition)) && (added.Count == 0 || !before.Definitions.Any(d => added.Contains(d.Key)));
    }

    private static ParsedInput Joined(ParsedInput before, string code, ParsedInput middle, HashSet<object?> replaced, int from, int to)
    {
        var lines = before.Code.AsSpan(0, from).Count('\n');
        var column = from - before.Code.AsSpan(0, from).LastIndexOf('\n') - 1;
        var shift = code.AsSpan().Count('\n') - before.Code.AsSpan().Count('\n');
        var lastLine = before.Code.AsSpan(0, to).Count('\n') + 1;
        var joined = ImmutableArray.CreateBuilder<Definition>(before.Definitions.Length + middle.Definitions.Length);
        var isPlaced = false;
        foreach (var definition in before.Definitions)
        {
            if (!replaced.Contains(definition))
            {
                joined.Add(shift != 0 && definition.Parts.Any(p => p.Home.Line > lastLine) ? Moved(definition, lastLine, shift) : definition);
            }
            else if (!isPlaced)
            {
                isPlaced = true;
                joined.AddRange(middle.Definitions.Select(d => In(d, before.FileUsings, lines, column)));
            }
        }

        return new(new UserText(code, before.Name, 1, before.Name)) { Usings = before.Usings, FileUsings = before.FileUsings, Definitions = joined.ToImmutable() };
    }

    /// <summary>A definition of the middle as one of the whole file.</summary>
    private static Definition In(Definition definition, ImmutableArray<FileUsing> usings, int lines, int column)
    {
        var (text, names) = FileUsing.For(definition.Names, usings);
        return new(
            definition.Key, definition.Kind,
            [.. definition.Parts.Select(p => p with { FileUsings = text, Home = p.Home with { Line = p.Home.Line + lines, Column = p.Home.Column + (p.Home.Line == 1 ? column : 0) } })], names);
    }

    private static Definition Moved(Definition definition, int below, int shift) =>
        definition with { Parts = [.. definition.Parts.Select(p => p.Home.Line > below ? p with { Home = p.Home with { Line = p.Home.Line + shift } } : p)] };

    private static int CommonSuffix(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        const int Stride = 4096;
        var length = 0;
        var most = Math.Min(a.Length, b.Length);
        while (length + Stride <= most && a[^(length + Stride)..^length].SequenceEqual(b[^(length + Stride)..^length]))
        {
            length += Stride;
        }

        while (length < most && a[^(length + 1)] == b[^(length + 1)])
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether a line begins with <c>#</c>: what such says counts for what follows.</summary>
    private static bool HasDirective(string text)
    {
        for (var at = text.IndexOf('#'); at >= 0; at = text.IndexOf('#', at + 1))
        {
            var line = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
            if (text.AsSpan(line, at - line).IsWhiteSpace())
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Place(Definition Definition, int Start, int End);

    /// <summary>Where lines start, asked for mostly in order.</summary>
    private sealed class Lines(string text)
    {
        private int line = 1;
        private int start;

        public int StartOf(int wanted)
        {
            if (wanted < line)
            {
                (line, start) = (1, 0);
            }

            for (; line < wanted; line++)
            {
                start = text.IndexOf('\n', start) + 1;
            }

            return start;
        }
    }
}
