using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>
/// A compiled definition, or group of definitions that refer to each other. Immutable and addressed by <see cref="Hash"/>:
/// the same source compiled against the same contracts has the same hash, in every process.
/// </summary>
/// <param name="Name">The simple name of its assembly.</param>
/// <param name="Image">The assembly.</param>
/// <param name="Symbols">Its portable PDB.</param>
/// <param name="References">Names of the units its code really refers to.</param>
/// <param name="Variables">Workspace variables its code reads or writes.</param>
/// <param name="OnlyReads">True when nothing it does can change a value that existed before the call.</param>
public sealed record CompiledUnit(
    string Name,
    ContentHash Hash,
    ReadOnlyMemory<byte> Image,
    ReadOnlyMemory<byte> Symbols,
    ImmutableArray<string> References,
    ImmutableArray<string> Variables,
    bool OnlyReads)
{
    private object? content;

    /// <summary>What it compiles to: equal after a change of comments or layout, though <see cref="Hash"/> is not.</summary>
    public ContentHash Content => (ContentHash)(content ??= File is null ? UnitContent.Of(Image) : Hash);

    /// <summary>What the unit's formulas are, as compiled: the contract that others compile against.</summary>
    public ImmutableArray<FormulaContract> Formulas { get; init; } = [];

    /// <summary>Its functions that are marked <c>[Memo]</c>.</summary>
    public ImmutableArray<MemoContract> Memos { get; init; } = [];

    /// <summary>Members that its code uses inside of <c>pure(...)</c> only, as <c>Type.Member</c>: they count as pure there.</summary>
    public ImmutableArray<string> Assumed { get; init; } = [];

    /// <summary>Where the assembly is on disk, for one that comes from a package or a project: then <see cref="Image"/> is empty. Null for compiled definitions.</summary>
    public string? File { get; init; }

    /// <summary>What the compiler makes of the image to compile others against it; created once per unit by the language project.</summary>
    public object? CompilerReference { get; set; }
}

/// <summary>A formula as compiled.</summary>
/// <param name="Type">As C# source that means the same everywhere.</param>
/// <param name="Reads">Formulas that every evaluation reads, whatever the values: they can be brought up to date beforehand, side by side.</param>
/// <param name="Marked">"pure" or "impure" where its text says so, against what the compiler finds; empty where it says nothing.</param>
public sealed record FormulaContract(string Name, string Type, ImmutableArray<string> Reads, string Marked);

/// <summary>A function marked <c>[Memo]</c> as compiled.</summary>
/// <param name="Function">Tells it from all others of the workspace: <c>Fib(int)</c>.</param>
/// <param name="Key">Of its definition.</param>
/// <param name="Method">The name of the method that has its own code.</param>
public sealed record MemoContract(string Function, string Key, string Method, bool AssumesPure);
