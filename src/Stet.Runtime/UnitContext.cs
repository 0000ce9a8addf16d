using System.Reflection;
using System.Runtime.Loader;

namespace Stet.Runtime;

/// <summary>
/// Holds one loaded unit. References to other units resolve to the ones of the world it was loaded for, once and for all:
/// so that a run sees one world from start to end.
/// </summary>
/// <param name="code">Identity of the unit with all that it refers to.</param>
internal sealed class UnitContext(string unit, string code, ISlotTable slots, Func<string, Assembly?> resolve) : AssemblyLoadContext(unit, isCollectible: true)
{
    public string Unit { get; } = unit;

    public ISlotTable Slots { get; } = slots;

    public string Code { get; } = code;

    public Assembly LoadUnit(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte> symbols)
    {
        var bytes = image.ToArray();
        WritableStatics.Make(bytes);
        return LoadFromStream(new MemoryStream(bytes, writable: false), symbols.IsEmpty ? null : new MemoryStream(symbols.ToArray(), writable: false));
    }

    protected override Assembly? Load(AssemblyName name) => name.Name is { } simple ? resolve(simple) : null;
}
