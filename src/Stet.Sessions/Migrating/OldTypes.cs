using Stet.Runtime;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>The types of a world that is left, for what a stored value does not say of them: their type parameters and members.</summary>
/// <param name="loader">The one that loads the world to come: what both worlds have is loaded once.</param>
internal sealed class OldTypes(World world, WorldLoader loader)
{
    /// <summary>Null where its code does not compile in that world.</summary>
    public Type? Find(string unit, string name)
    {
        var home = TypeHomes.UnitOf(world, name) ?? unit;
        return world.Units.ContainsKey(home) ? loader.Load(world, home).GetType(name) : null;
    }
}
