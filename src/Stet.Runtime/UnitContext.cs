using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Runtime;

/// <summary>
/// Holds loaded units: one, or several of one world where there are very many. References to other units resolve to the ones of the world they were loaded
/// for, once and for all: so that a run sees one world from start to end.
/// </summary>
/// <param name="native">The path of a native library by the name that code calls it; null where there is none.</param>
internal sealed class UnitContext(string name, WeakReference<ISlotTable> slots, Func<string, Assembly?> resolve, Func<string, string?> native) : AssemblyLoadContext(name, isCollectible: true)
{
    private static readonly ConditionalWeakTable<Assembly, LoadedCode> Loaded = [];

    private readonly HashSet<string> bound = [];

    /// <exception cref="InvalidOperationException">The workspace is closed, and this is code of it that still runs.</exception>
    public ISlotTable Slots => slots.TryGetTarget(out var table) ? table : throw new InvalidOperationException($"The workspace of {Name} is closed.");

    /// <summary>How many units have been loaded into it.</summary>
    public int Count { get; private set; }

    /// <summary>Its assembly comes from a package or project, not from a definition.</summary>
    public bool IsReference { get; private set; }

    /// <summary>What a unit's assembly was loaded as; null for the framework.</summary>
    public static LoadedCode? Of(Assembly assembly) => Loaded.TryGetValue(assembly, out var code) ? code : null;

    /// <summary>What keeps an assembly loaded that nothing uses any more: others in its context.</summary>
    public static IEnumerable<string> Companions(Assembly assembly) =>
        GetLoadContext(assembly) is UnitContext { Count: > 1 } ? ["code that was loaded together with it"] : [];

    /// <summary>False where the name stands for a unit here already.</summary>
    public bool CanTake(string unit)
    {
        lock (bound)
        {
            return !bound.Contains(unit);
        }
    }

    /// <param name="code">Identity of the unit with all that it refers to.</param>
    public Assembly LoadUnit(CompiledUnit compiled, string code)
    {
        Bind(compiled.Name);
        Count++;
        IsReference = compiled.File is not null;
        var assembly = compiled.File is { } file ? LoadFromAssemblyPath(file) : LoadImage(compiled.Image, compiled.Symbols);
        Loaded.AddOrUpdate(assembly, new(compiled.Name, code));
        return assembly;
    }

    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name is not { } simple || resolve(UnitAssembly.UnitOf(simple)) is not { } assembly)
        {
            return null;
        }

        Bind(UnitAssembly.UnitOf(simple));
        return assembly;
    }

    protected override nint LoadUnmanagedDll(string name) => native(name) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private void Bind(string unit)
    {
        lock (bound)
        {
            bound.Add(unit);
        }
    }

    private Assembly LoadImage(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte> symbols)
    {
        var bytes = image.ToArray();
        WritableStatics.Make(bytes);
        return LoadFromStream(new MemoryStream(bytes, writable: false), symbols.IsEmpty ? null : new MemoryStream(symbols.ToArray(), writable: false));
    }
}

/// <param name="Code">Identity of the unit with all that it refers to.</param>
internal sealed record LoadedCode(string Unit, string Code);
