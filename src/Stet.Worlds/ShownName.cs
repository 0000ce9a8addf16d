namespace Stet.Worlds;

/// <summary>
/// What a unit, or the key of a definition, is called to the user: a function or type by its name, a kept submission as <c>In3</c>. Its own name ends in two underscores, which C# keeps for its tools, so that no
/// definition has it.
/// </summary>
public static class ShownName
{
    /// <summary>What the names of submissions end in.</summary>
    public const string Reserved = "__";

    public static string Of(string unitOrKey)
    {
        var name = unitOrKey.StartsWith("w.", StringComparison.Ordinal) ? unitOrKey[2..] : unitOrKey;
        return name.StartsWith("In", StringComparison.Ordinal) && name.EndsWith(Reserved, StringComparison.Ordinal) ? name[..^Reserved.Length] : name;
    }
}
