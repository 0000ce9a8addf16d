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
    /// <summary>What the compiler makes of the image to compile others against it; created once per unit by the language project.</summary>
    public object? CompilerReference { get; set; }
}
