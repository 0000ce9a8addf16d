using Stet.Model;

namespace Stet.Runtime.Memos;

/// <summary>One call of a function marked <c>[Memo]</c>.</summary>
internal struct MemoCall<TArguments>(MemoTable table, MemoSite site, TArguments arguments, Action<ArgumentWriter, TArguments> write)
{
    [ThreadStatic]
    private static ArgumentWriter? writer;

    public MemoKey Key { get; private set; }

    public readonly MemoSite Site => site;

    public readonly TArguments Arguments => arguments;

    /// <summary>Finds out where its result is kept; false where it is not.</summary>
    public bool Begin()
    {
        if (Find(out var whyNot) is { } key)
        {
            Key = key;
            return true;
        }

        site.Counts.Miss();
        site.Counts.NotKept(whyNot);
        return false;
    }

    /// <summary>After the function has run: where its result is to be kept; null where what it was computed from is not as it was before.</summary>
    public readonly MemoKey? End(out string whyNot)
    {
        if (Find(out whyNot) is not { } now)
        {
            return null;
        }

        if (now == Key || now.Version.Continues == Key.Version)
        {
            return now;
        }

        whyNot = now.Version == Key.Version ? "it changes what it is given" : "what it is computed from changed while it ran";
        if (now.Version == Key.Version)
        {
            table.Say(site, $"{Name} changes what it is given, so that its results are not kept; let it make something new instead");
        }

        return null;
    }

    private readonly string Name => site.Function[..site.Function.IndexOf('(', StringComparison.Ordinal)];

    private readonly MemoKey? Find(out string whyNot)
    {
        var standing = table.StandingOf(site);
        whyNot = standing.WhyNot;
        if (standing.Version is not { } version)
        {
            return null;
        }

        var into = writer ??= new();
        into.Begin();
        write(into, arguments);
        var hash = into.Finish(version.Hash, table.Reader, table.Source.VersionOf, out var trouble);
        if (trouble is not null)
        {
            return NotKept(whyNot = $"an argument has no content to compare: {trouble}");
        }

        return into.Held.Count > 0 && table.Source.ImpurityWith(site, into.Held) is { } impurity ? NotKept(whyNot = $"given such an argument it {impurity}") : new(version, hash);
    }

    private readonly MemoKey? NotKept(string why)
    {
        table.Say(site, $"{Name} was run without its results being kept: {why}");
        return null;
    }
}
