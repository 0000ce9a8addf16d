using System.Reflection;
using Stet.Migration;

namespace Stet.Runtime.Migrating;

/// <summary>What a migration knows beyond the shapes of types.</summary>
/// <param name="oldTexts">Units whose types' <c>Migrate</c> is to be called, with the text of their old definitions.</param>
public sealed class MigrationRules(IReadOnlyDictionary<string, string> oldTexts)
{
    internal const string Migrate = "Migrate";

    /// <summary>The hook for objects that are of this type today; null where they are carried by name.</summary>
    internal Hook? HookOf(Type type)
    {
        if (WorldLoader.UnitOf(type.Assembly) is not { } unit || !oldTexts.TryGetValue(unit, out string? text)) return null;
        var method = type.GetMethod(Migrate, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly, [typeof(Old)]);
        return method is not null && type.IsAssignableFrom(method.ReturnType) ? new(method, text) : null;
    }
}

/// <summary>A <c>static T Migrate(Old old)</c> of the user's.</summary>
/// <param name="Definition">The old definition's text.</param>
internal sealed record Hook(MethodInfo Method, string Definition)
{
    /// <returns>What it gave, or what it threw.</returns>
    public object? Call(Old old, out string? trouble)
    {
        try
        {
            trouble = null;
            return Method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [old], null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            trouble = $"Migrate threw {e.GetType().Name}: {e.Message}";
            return null;
        }
    }
}
