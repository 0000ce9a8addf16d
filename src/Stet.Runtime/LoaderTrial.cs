using System.Reflection;

namespace Stet.Runtime;

/// <summary>Units loaded for a world that is only tried, kept loaded by whoever holds this, and by nothing else: a trial that is given up is collected with all that it has loaded.</summary>
public sealed class LoaderTrial
{
    private readonly List<Assembly> held;

    internal LoaderTrial(WorldLoader loader, List<Assembly> held) => (Loader, this.held) = (loader, held);

    public WorldLoader Loader { get; }

    /// <summary>Its units are used by values and runs now, or by nothing.</summary>
    internal void Release() => held.Clear();
}
