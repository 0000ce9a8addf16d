using System.Reflection;
using Stet.Model;
using Stet.Runtime.Unloading;
using Stet.Worlds;

namespace Stet.Runtime;

/// <summary>
/// Loads units on demand. A unit is loaded once per deep hash, so two worlds share it exactly when nothing it refers to differs.
/// Loaded units are held weakly: what no value, run or other unit uses is collected. The first ones have a load context of their own; beyond a number of them
/// several share one, and are collected together: a context costs mappings of memory, of which a process has a limited number.
/// </summary>
/// <remarks>
/// Nothing here leads to a value: contexts refer to their loader, and the runtime itself holds a context as long as its code is loaded. A value of a unit's own types, or the unit's assembly,
/// would keep both for ever. Held by <c>WorldEndTests</c>.
/// </remarks>
public sealed class WorldLoader
{
    private const int Together = 100;

    private readonly Lock gate;
    private readonly WeakReference<ISlotTable> slots;
    private readonly int alone;
    private readonly WorldLoader? below;
    private readonly WeakReference<List<Assembly>>? tried;
    private Dictionary<ContentHash, LoadedUnit> loaded = [];
    private (World World, UnitContext Context)? shared;
    private bool isAccepted;

    /// <param name="slots">Held by the caller, as long as the workspace is open.</param>
    /// <param name="alone">How many units have a context of their own.</param>
    public WorldLoader(ISlotTable slots, int alone = int.MaxValue) => (this.slots, this.alone, gate) = (new(slots), alone, new());

    private WorldLoader(WorldLoader below, List<Assembly> tried) =>
        (slots, alone, gate, this.below, this.tried) = (below.slots, below.alone, below.gate, below, new(tried));

    /// <summary>
    /// A loader that sees what this one has loaded, while what it loads itself stays apart until <see cref="Accept"/>: a world that is only tried, and
    /// perhaps refused, leaves nothing behind.
    /// </summary>
    public LoaderTrial Trial()
    {
        List<Assembly> held = [];
        return new(new(this, held), held);
    }

    /// <summary>Takes over what a trial has loaded.</summary>
    public void Accept(LoaderTrial trial)
    {
        lock (gate)
        {
            foreach (var (hash, assembly) in trial.Loader.loaded)
            {
                loaded[hash] = assembly;
            }

            trial.Loader.loaded = loaded;
            trial.Loader.isAccepted = true;
            trial.Release();
        }
    }

    /// <summary>
    /// The workspace is closed: no further unit joins an open context. The code of that context could lead to it, and a context that is reachable is not unloaded.
    /// </summary>
    public void Close()
    {
        lock (gate)
        {
            shared = null;
        }
    }

    /// <summary>The unit's assembly as this world has it.</summary>
    /// <exception cref="BrokenUnitException">The unit does not compile in this world, or is not of it.</exception>
    public Assembly Load(World world, string unit)
    {
        lock (gate)
        {
            if (isAccepted)
            {
                return below!.Load(world, unit); // Only contexts know this one by now: what it holds itself may be unloading already.
            }

            if (!world.Units.TryGetValue(unit, out var compiled))
            {
                throw BrokenUnitException.For(world, unit);
            }

            var hash = world.DeepHash(unit);
            if (Known(hash) is { } known)
            {
                return known;
            }

            var assembly = ContextFor(world, compiled).LoadUnit(compiled, hash.ToString());
            loaded[hash] = new(unit, world.Number, new(assembly));
            if (tried?.TryGetTarget(out var held) == true)
            {
                held.Add(assembly);
            }

            return assembly;
        }
    }

    private int Count => loaded.Count + (below?.Count ?? 0);

    private Assembly? Known(ContentHash hash) =>
        loaded.TryGetValue(hash, out var unit) && unit.Assembly.TryGetTarget(out var assembly) ? assembly : below?.Known(hash);

    /// <summary>Loads a submission's assembly, which only its own run and the values it makes refer to.</summary>
    public Assembly LoadSubmission(World world, CompiledUnit submission) =>
        NewContext(world, submission.Name).LoadUnit(submission, (world.Units.ContainsKey(submission.Name) ? world.DeepHash(submission.Name) : submission.Hash).ToString());

    /// <summary>Makes a submission's already loaded assembly the one that the world's unit of that name loads as.</summary>
    public void Adopt(World world, string unit, Assembly assembly)
    {
        lock (gate)
        {
            loaded[world.DeepHash(unit)] = new(unit, world.Number, new(assembly));
        }
    }

    /// <summary>Whether this assembly is what the world's unit is loaded as.</summary>
    public bool IsLoaded(World world, string unit, Assembly assembly)
    {
        lock (gate)
        {
            return Known(world.DeepHash(unit)) == assembly;
        }
    }

    /// <summary>Whether something in the process may still use the unit's code.</summary>
    public bool IsAlive(World world, string unit)
    {
        lock (gate)
        {
            return world.Units.ContainsKey(unit) && Known(world.DeepHash(unit)) is not null;
        }
    }

    /// <summary>Whether this is the unit's assembly as the world has it.</summary>
    public bool IsOf(World world, Assembly unit)
    {
        lock (gate)
        {
            return UnitOf(unit) is { } name && world.Units.ContainsKey(name) && Known(world.DeepHash(name)) == unit;
        }
    }

    /// <summary>Lets a unit begin anew: the next use loads it again, and all that refers to it.</summary>
    /// <returns>The units that are loaded again.</returns>
    public IReadOnlySet<string> Forget(World world, string unit)
    {
        lock (gate)
        {
            var users = UsersOf(world, unit);
            foreach (var user in users)
            {
                loaded.Remove(world.DeepHash(user));
            }

            shared = null;
            return users;
        }
    }

    /// <summary>The unit and all that refer to it, also through others.</summary>
    private static HashSet<string> UsersOf(World world, string unit)
    {
        HashSet<string> users = world.Units.ContainsKey(unit) ? [unit] : [];
        while (world.Units.Values.Where(u => !users.Contains(u.Name) && u.References.Any(users.Contains)).Select(u => u.Name).ToList() is { Count: > 0 } more)
        {
            users.UnionWith(more);
        }

        return users;
    }

    /// <summary>Forgets the units that have been collected.</summary>
    public int Sweep()
    {
        lock (gate)
        {
            foreach (var dead in loaded.Where(pair => !pair.Value.Assembly.TryGetTarget(out _)).Select(pair => pair.Key).ToList())
            {
                loaded.Remove(dead);
            }

            return loaded.Count;
        }
    }

    /// <summary>
    /// Units that are not of the newest world and are still loaded although everything that can be collected has been, with the world they were loaded for
    /// and, where it is known, what holds them.
    /// </summary>
    public IReadOnlyList<LingeringUnit> Lingering(World newest)
    {
        FrameworkCaches.Release();
        lock (gate)
        {
            shared = null;
        }

        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Sweep();
        lock (gate)
        {
            var current = newest.Units.Keys.Select(newest.DeepHash).ToHashSet();
            return [.. loaded.Where(l => !current.Contains(l.Key)).Select(l => l.Value.Assembly.TryGetTarget(out var assembly)
                ? new LingeringUnit(l.Value.Unit, l.Value.World, [.. KnownPins.Of(assembly), .. UnitContext.Companions(assembly)]) : null).OfType<LingeringUnit>()];
        }
    }

    /// <summary>The unit whose assembly this is: of the workspace, a package or a project; null for the framework.</summary>
    public static string? UnitOf(Assembly assembly) => UnitContext.Of(assembly)?.Unit;

    private UnitContext ContextFor(World world, CompiledUnit unit)
    {
        if (Count < alone || unit.File is not null)
        {
            return NewContext(world, unit.Name);
        }

        if (shared is not { } open || open.World != world || open.Context.Count >= Together || !open.Context.CanTake(unit.Name))
        {
            shared = open = (world, NewContext(world, unit.Name + " and others"));
        }

        return open.Context;
    }

    private UnitContext NewContext(World world, string name) =>
        new(name, slots, unit => world.Units.ContainsKey(unit) ? Load(world, unit) : null, world.References.Native);
}

/// <param name="World">The world that it was loaded for first.</param>
internal sealed record LoadedUnit(string Unit, WorldNumber World, WeakReference<Assembly> Assembly);

/// <summary>A unit of an old world that is still loaded.</summary>
/// <param name="Holders">What is known to hold it; empty where nothing is.</param>
public sealed record LingeringUnit(string Unit, WorldNumber World, IReadOnlyList<string> Holders);

/// <summary>Code that does not compile in its world was called.</summary>
public sealed class BrokenUnitException(string message) : Exception(message)
{
    internal static BrokenUnitException For(World world, string unit)
    {
        var name = ShownName.Of(unit);
        return world.Broken.TryGetValue(unit, out var errors)
            ? new($"{name} is broken: {string.Join("; ", errors.Select(e => $"{e.Source}:{e.Line}: {e.Message}"))}")
            : new($"{name} is not defined any more.");
    }
}
