using System.Collections;
using System.Runtime.CompilerServices;

namespace Stet.Display;

/// <summary>
/// Turns a value into a tree of text of bounded size.
/// Promises: it ends, within the options' bounds; an object met twice is opened once and marked; what the value's own code throws
/// is shown in the place where it was thrown.
/// </summary>
internal sealed class Describer(DisplayOptions options)
{
    private readonly Budget budget = new(options);
    private readonly Dictionary<object, Group> met = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, IReadOnlyList<Member>> members = [];
    private int marks;

    /// <summary>Describes a value that stands where <paramref name="declared"/> is expected; a collection of just that type needs no header.</summary>
    public Piece Describe(object? value, Type? declared, int depth = 0)
    {
        if (value is null)
        {
            return new Leaf("null");
        }

        if (budget.Exhausted)
        {
            return Piece.More;
        }

        try
        {
            return Literals.Of(value, options) is { } literal ? Text(literal) : DescribeObject(value, declared, depth);
        }
        catch (Exception thrown) when (!options.StopsTheRun(thrown))
        {
            return Thrown(thrown);
        }
    }

    public IReadOnlyList<Member> MembersOf(Type type)
    {
        if (!members.TryGetValue(type, out var found))
        {
            members[type] = found = [.. Members.Of(type).Where(member => options.RunsCode || !member.RunsCode)];
        }

        return found;
    }

    /// <summary>The member's value described, or what reading it threw.</summary>
    public Piece DescribeMember(object owner, Member member, int depth)
    {
        try
        {
            return budget.Exhausted ? Piece.More : Describe(member.Read(owner), member.Type, depth);
        }
        catch (Exception thrown) when (!options.StopsTheRun(thrown))
        {
            return Thrown(thrown);
        }
    }

    /// <summary>The member's value, where reading it is still within the bounds and throws nothing.</summary>
    public bool TryRead(object owner, Member member, out object? value)
    {
        value = null;
        try
        {
            value = budget.Exhausted ? null : member.Read(owner);
            return value is not null;
        }
        catch (Exception thrown) when (!options.StopsTheRun(thrown))
        {
            return false; // DescribeMember shows it in its place.
        }
    }

    /// <summary>The elements up to the bounds; <paramref name="more"/> tells whether there are others.</summary>
    public List<object?> Take(IEnumerable sequence, int limit, out bool more, out Exception? thrown)
    {
        var taken = new List<object?>();
        (more, thrown) = (false, null);
        try
        {
            foreach (var element in sequence)
            {
                if (taken.Count == limit || budget.OutOfTime)
                {
                    more = true;
                    break;
                }

                taken.Add(element);
            }
        }
        catch (Exception e) when (!options.StopsTheRun(e))
        {
            thrown = e;
        }

        return taken;
    }

    public static Piece Thrown(Exception thrown) =>
        new Leaf($"<{CSharpNames.Of(thrown.GetType())}: {Literals.Bounded(OneLine(thrown.Message), 200)}>");

    private Piece DescribeObject(object value, Type? declared, int depth)
    {
        var type = value.GetType();
        if (met.TryGetValue(value, out var earlier))
        {
            earlier.Mark ??= ++marks;
            return new Leaf($"#{earlier.Mark}");
        }

        return Platform.Of(value, options) is { } known ? Text(known)
            : value is ITuple tuple ? DescribeTuple(tuple, depth)
            : OwnText.IsDeclared(type) ? Own(value, depth)
            : value is IEnumerable sequence ? DescribeSequence(sequence, declared, depth)
            : DescribeParts(value, depth);
    }

    private Leaf Own(object value, int depth)
    {
        if (!options.RunsCode && !Members.IsPlatform(value.GetType()))
        {
            return Text(CSharpNames.Of(value.GetType()));
        }

        var text = Literals.Bounded(OwnText.Of(value), options.MaxTextLength);
        return Text(depth == 0 ? text : OneLine(text));
    }

    private Group DescribeTuple(ITuple tuple, int depth)
    {
        var group = new Group("", "(", ")");
        for (var i = 0; i < tuple.Length; i++)
        {
            group.Items.Add(Describe(tuple[i], typeof(object), depth + 1));
        }

        return group;
    }

    private Piece DescribeSequence(IEnumerable sequence, Type? declared, int depth)
    {
        var type = sequence.GetType();
        var count = Sequences.IsCounted(type) && (options.RunsCode || type.IsArray || Members.IsPlatform(type)) ? Sequences.Count(sequence) : null;
        var name = Sequences.Name(sequence, declared);
        var header = count is { } known && sequence is not Array ? string.Create(null, $"{name}({known})") : name;
        if ((count is null && !options.RunsCode) || Sequences.IsConsumedByLooking(sequence))
        {
            return Text(header);
        }

        var group = Enter(sequence, depth > 0 && declared == type ? "" : header, count == 0);
        if (depth >= options.MaxDepth && count != 0)
        {
            group.Items.Add(Piece.More);
            return group;
        }

        if (sequence is Array { Rank: > 1 } array)
        {
            AddSlices(group, array, [], depth);
        }
        else
        {
            AddElements(group, sequence, count, depth);
        }

        return group;
    }

    private void AddElements(Group group, IEnumerable sequence, int? count, int depth)
    {
        var type = sequence.GetType();
        var elementType = Sequences.ElementType(type);
        var isDictionary = Sequences.IsDictionary(type);
        var limit = Limit(depth, ofScalars: elementType is not null && Literals.AreScalar(isDictionary && elementType.IsGenericType ? elementType.GetGenericArguments()[1] : elementType));
        var elements = Take(sequence, limit, out var more, out var thrown);
        var shown = 0;
        foreach (var element in elements.TakeWhile(_ => !budget.Exhausted))
        {
            group.Items.Add(isDictionary ? DescribeEntry(element!, depth) : Describe(element, elementType, depth + 1));
            shown++;
        }

        if (thrown is not null)
        {
            group.Items.Add(Thrown(thrown));
        }
        else if (more || shown < elements.Count)
        {
            group.Items.Add(Rest(count - shown, depth == 0 ? Ranges.Of(sequence) : ""));
        }
    }

    private Piece DescribeEntry(object entry, int depth)
    {
        var (key, value, valueType) = Entries.Of(entry);
        return new Labelled($"[{Describe(key, null, depth + 1).Flat}] = ", Describe(value, valueType, depth + 1));
    }

    private void AddSlices(Group group, Array array, int[] prefix, int depth)
    {
        var dimension = prefix.Length;
        var length = array.GetLength(dimension);
        var shown = Math.Min(length, Limit(depth, ofScalars: true));
        for (var i = 0; i < shown && !budget.Exhausted; i++)
        {
            int[] index = [.. prefix, i + array.GetLowerBound(dimension)];
            if (index.Length == array.Rank)
            {
                group.Items.Add(Describe(array.GetValue(index), array.GetType().GetElementType(), depth + 1));
                continue;
            }

            var slice = new Group("", "{", "}");
            AddSlices(slice, array, index, depth + 1);
            group.Items.Add(slice);
        }

        if (shown < length)
        {
            group.Items.Add(Rest(length - shown));
        }
    }

    private Piece DescribeParts(object value, int depth)
    {
        var type = value.GetType();
        var parts = MembersOf(type);
        var header = CSharpNames.IsAnonymous(type) ? "" : CSharpNames.Of(CSharpNames.Writable(type) ?? type);
        if (parts.Count == 0)
        {
            return header == "" || !Members.IsPlatform(type) ? Text(header == "" ? "{ }" : header + " { }") : Text(header);
        }

        var group = Enter(value, header, isEmpty: false);
        if (depth >= options.MaxDepth)
        {
            group.Items.Add(Piece.More);
            return group;
        }

        foreach (var part in parts.TakeWhile(_ => !budget.Exhausted))
        {
            group.Items.Add(new Labelled($"{part.Name} = ", DescribeMember(value, part, depth + 1)));
        }

        if (group.Items.Count < parts.Count)
        {
            group.Items.Add(Piece.More);
        }

        return group;
    }

    private Group Enter(object value, string header, bool isEmpty)
    {
        var group = new Group(budget.Spend(header), "{", "}");
        if (!value.GetType().IsValueType && !isEmpty)
        {
            met[value] = group;
        }

        return group;
    }

    /// <summary>An element that is no scalar usually takes a line, so it counts as a row.</summary>
    private int Limit(int depth, bool ofScalars) => depth switch
    {
        0 => ofScalars ? options.MaxElements : Math.Min(options.MaxElements, options.MaxRows),
        1 => Math.Min(options.MaxElements, 20),
        _ => Math.Min(options.MaxElements, 10),
    };

    private static Leaf Rest(int? count, string range = "") =>
        new(count is { } known ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"... {known:N0} more{range}") : Piece.Ellipsis);

    private Leaf Text(string text) => new(budget.Spend(text));

    private static string OneLine(string text) => text.ReplaceLineEndings(@"\n");
}
