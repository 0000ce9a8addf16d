using Stet.Model;
using Stet.Runtime.Formulas;

namespace Stet.Runtime.Memos;

/// <summary>All that the results of one function depend on beside its arguments, as it was at a time. The same object as long as it holds.</summary>
public sealed class MemoVersion(string function, ContentHash hash)
{
    public string Function { get; } = function;

    /// <summary>Of code and values.</summary>
    public ContentHash Hash { get; } = hash;

    /// <summary>Its code reaches nothing that can change but by another world.</summary>
    public bool IsCodeAlone { get; init; }

    /// <summary>The one that this is the same as, but for static places that have begun since.</summary>
    public MemoVersion? Continues { get; init; }

    /// <summary>Where the store has its results; 0 as long as it has none.</summary>
    public long Row { get; set; }
}

/// <summary>What a function computes from, found at a time.</summary>
/// <param name="Version">Null where its results are not kept.</param>
/// <param name="WhyNot">Why they are not.</param>
/// <param name="Moment">Of the formulas' graph: what was found holds as long as it is that.</param>
public sealed record MemoStanding(MemoVersion? Version, string WhyNot, int Moment)
{
    public static MemoStanding Unknown { get; } = new(null, "", FormulaClock.Never) { World = -1 };

    /// <summary>The world in which it was found.</summary>
    internal int World { get; init; }
}

/// <summary>Where a result is found again.</summary>
/// <param name="Hash">Of the version and the arguments.</param>
internal readonly record struct MemoKey(MemoVersion Version, ContentHash Hash);
