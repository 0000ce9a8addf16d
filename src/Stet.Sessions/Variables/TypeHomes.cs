using Stet.Worlds;

namespace Stet.Sessions.Variables;

/// <summary>
/// In which unit of a world a stored type is. Definitions that refer to each other share a unit, so a type may be in another unit than when a value of it
/// was stored, though its own text has not changed.
/// </summary>
internal static class TypeHomes
{
    private const string Functions = "__stet.F_";

    /// <summary>The unit's name; null where the world has no such definition.</summary>
    /// <param name="type">Full name as reflection writes it.</param>
    public static string? UnitOf(World world, string type)
    {
        var top = type.IndexOf('+') is > 0 and var at ? type[..at] : type;
        var key = top.StartsWith(Functions, StringComparison.Ordinal) ? top[Functions.Length..] : top;
        return world.Graph.GroupOf.TryGetValue(key, out var group) ? group.UnitName : null;
    }
}
