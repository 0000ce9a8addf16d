using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Memos;

/// <summary>What functions marked <c>[Memo]</c> ask of who knows their code, the variables it reaches, and the store.</summary>
public interface IMemoSource
{
    /// <summary>What a function computes from beside its arguments, as it is now.</summary>
    MemoStanding VersionOf(MemoSite site);

    /// <summary>The code of these units and what it reaches, as it is now: of code and types inside of arguments.</summary>
    ContentHash VersionOf(IReadOnlyCollection<string> units);

    /// <summary>Why a function is not pure when its arguments hold such code, which it may call without naming it; null where it is.</summary>
    string? ImpurityWith(MemoSite site, IReadOnlyList<HeldPlace> held);

    /// <summary>The stored form of a result; null where none is kept.</summary>
    ReadOnlyMemory<byte>? Find(MemoVersion version, ContentHash key);

    /// <summary>Keeps a result; it is on disk a moment later, at the end of the submission at the latest.</summary>
    /// <returns>Why it is not kept; null where it is.</returns>
    string? Keep(MemoVersion version, ContentHash key, ReadOnlyMemory<byte> form);

    /// <summary>Something that the user should be told with the outcome of what runs.</summary>
    void Say(Note note);

    /// <summary>Finds the types of stored results.</summary>
    IUnitLoader Units { get; }
}
