using System.Collections.Immutable;
using System.Globalization;

namespace Stet.CrashCampaign;

/// <summary>
/// What the workspace holds after a submission, as the campaign expects it. Variables <c>s0..</c> are scalars, <c>l0..</c> lists, of which
/// several names may be one list, <c>b0..</c> arrays, and <c>f0..</c> functions that give a number.
/// </summary>
/// <param name="ListOf">For each list variable, which list it is.</param>
/// <param name="Lists">The contents of each list that was ever made.</param>
internal sealed record WorkspaceModel(
    ImmutableArray<long> Scalars,
    ImmutableArray<int> ListOf,
    ImmutableArray<ImmutableList<long>> Lists,
    ImmutableArray<ArrayModel> Arrays,
    ImmutableArray<long> Functions)
{
    public const int ScalarCount = 6;
    public const int ListCount = 4;
    public const int ArrayCount = 2;
    public const int FunctionCount = 3;

    /// <summary>The state that <see cref="Setup"/> makes.</summary>
    public static WorkspaceModel Initial { get; } = new(
        [.. Enumerable.Repeat(0L, ScalarCount)],
        [.. Enumerable.Range(0, ListCount)],
        [.. Enumerable.Repeat(ImmutableList<long>.Empty, ListCount)],
        [.. Enumerable.Repeat(new ArrayModel(1, 10, ImmutableSortedDictionary<int, double>.Empty), ArrayCount)],
        [.. Enumerable.Repeat(0L, FunctionCount)]);

    /// <summary>The submissions that make the initial state.</summary>
    public static IEnumerable<string> Setup =>
    [
        DigestSource(),
        .. Names("s", ScalarCount).Select(name => $"{name} = 0L;"),
        .. Names("l", ListCount).Select(name => $"{name} = new List<long>();"),
        .. Names("b", ArrayCount).Select(name => $"{name} = Digest.Numbers(1, 10);"),
        .. Names("f", FunctionCount).Select(name => $"long {name}() => 0;"),
    ];

    /// <summary>The submission whose value is the workspace's digest.</summary>
    public static string AskDigest { get; } =
        $"Digest.Of([{Join("s", ScalarCount)}], [{Join("l", ListCount)}], [{Join("b", ArrayCount)}], [{Join("f", FunctionCount, "()")}])";

    public string ToDigest()
    {
        var lists = Lists.Select(list => list.ToList()).ToArray();
        return Digest.Of([.. Scalars], [.. ListOf.Select(list => lists[list])], [.. Arrays.Select(array => array.ToArray())], [.. Functions]);
    }

    /// <summary>The content of one of <see cref="Cells"/>.</summary>
    public string Cell(string name) => name == Cells.Lists
        ? Cells.Of((this with { Arrays = [] }).ToDigest()).All[name]
        : IndexOf(name) is var index && name[0] == 'b'
            ? Cells.Of((this with { Arrays = [Arrays[index]] }).ToDigest()).All["b0"]
            : (name[0] == 's' ? Scalars : Functions)[index].ToString(CultureInfo.InvariantCulture);

    /// <summary>This state with one cell as another state has it.</summary>
    public WorkspaceModel WithCell(string name, WorkspaceModel other)
    {
        if (name == Cells.Lists)
        {
            return this with { ListOf = other.ListOf, Lists = other.Lists };
        }

        var index = IndexOf(name);
        return name[0] switch
        {
            's' => this with { Scalars = Scalars.SetItem(index, other.Scalars[index]) },
            'b' => this with { Arrays = Arrays.SetItem(index, other.Arrays[index]) },
            _ => this with { Functions = Functions.SetItem(index, other.Functions[index]) },
        };
    }

    private static int IndexOf(string cell) => cell == Cells.Lists ? -1 : int.Parse(cell.AsSpan(1), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(string letter, int count) => Enumerable.Range(0, count).Select(i => $"{letter}{i}");

    private static string Join(string letter, int count, string suffix = "") => string.Join(", ", Names(letter, count).Select(name => name + suffix));

    private static string DigestSource()
    {
        using var source = new StreamReader(typeof(Digest).Assembly.GetManifestResourceStream("Digest.cs")!);
        return string.Join('\n', source.ReadToEnd().Split('\n').Where(line => !line.StartsWith("namespace ", StringComparison.Ordinal))).Trim();
    }
}

/// <summary>An array by how it was made and what was changed in it since.</summary>
internal sealed record ArrayModel(long Seed, int Length, ImmutableSortedDictionary<int, double> Changes)
{
    public double[] ToArray()
    {
        var numbers = Digest.Numbers(Seed, Length);
        foreach (var (index, value) in Changes)
        {
            numbers[index] = value;
        }

        return numbers;
    }
}
