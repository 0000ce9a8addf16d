using System.Reflection;
using System.Runtime.Loader;

namespace Stet.Runtime;

/// <summary>
/// Holds one loaded unit. References to other units resolve to the ones of the world it was loaded for, once and for all:
/// so that a run sees one world from start to end.
/// </summary>
internal sealed class UnitContext(string unit, ISlotTable slots, Func<string, Assembly?> resolve) : AssemblyLoadContext(unit, isCollectible: true)
{
    public string Unit { get; } = unit;

    public ISlotTable Slots { get; } = slots;

    public Assembly LoadUnit(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte> symbols) =>
        LoadFromStream(Stream(image), symbols.IsEmpty ? null : Stream(symbols));

    protected override Assembly? Load(AssemblyName name) => name.Name is { } simple ? resolve(simple) : null;

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) => new(bytes.ToArray(), writable: false);
}
