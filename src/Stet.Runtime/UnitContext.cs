using System.Reflection;
using System.Runtime.Loader;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Runtime;

/// <summary>
/// Holds one loaded unit. References to other units resolve to the ones of the world it was loaded for, once and for all:
/// so that a run sees one world from start to end.
/// </summary>
/// <param name="code">Identity of the unit with all that it refers to.</param>
/// <param name="native">The path of a native library by the name that code calls it; null where there is none.</param>
internal sealed class UnitContext(string unit, string code, ISlotTable slots, Func<string, Assembly?> resolve, Func<string, string?> native) : AssemblyLoadContext(unit, isCollectible: true)
{
    public string Unit { get; } = unit;

    public ISlotTable Slots { get; } = slots;

    public string Code { get; } = code;

    /// <summary>Its assembly comes from a package or project, not from a definition.</summary>
    public bool IsReference { get; private set; }

    public Assembly LoadUnit(CompiledUnit compiled)
    {
        IsReference = compiled.File is not null;
        return compiled.File is { } file ? LoadFromAssemblyPath(file) : LoadImage(compiled.Image, compiled.Symbols);
    }

    protected override Assembly? Load(AssemblyName name) => name.Name is { } simple ? resolve(UnitAssembly.UnitOf(simple)) : null;

    protected override nint LoadUnmanagedDll(string name) => native(name) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private Assembly LoadImage(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte> symbols)
    {
        var bytes = image.ToArray();
        WritableStatics.Make(bytes);
        return LoadFromStream(new MemoryStream(bytes, writable: false), symbols.IsEmpty ? null : new MemoryStream(symbols.ToArray(), writable: false));
    }
}
