using System.Reflection;
using System.Runtime.Loader;
using Stet.Migration;

namespace Stet.Runtime.Migrating;

/// <summary>What a migration knows beyond the shapes of types.</summary>
/// <param name="oldTexts">Units whose types' <c>Migrate</c> is to be called, with the text of their old definitions; single types of projects, by <see cref="KeyOf"/>.</param>
public sealed class MigrationRules(IReadOnlyDictionary<string, string> oldTexts)
{
    internal const string Migrate = "Migrate";

    /// <summary>Stands for one type of an assembly in which others may have a <c>Migrate</c> that is not to be called.</summary>
    public static string KeyOf(string unit, string type) => $"{unit}:{type}";

    /// <summary>The hook for objects that are of this type today; null where they are carried by name.</summary>
    internal Hook? HookOf(Type type)
    {
        if (WorldLoader.UnitOf(type.Assembly) is not { } unit || (oldTexts.GetValueOrDefault(unit) ?? oldTexts.GetValueOrDefault(KeyOf(unit, TypeDefinitions.Of(type).FullName!))) is not { } text) return null;
        return MethodOf(type) is { } method && type.IsAssignableFrom(method.ReturnType) ? new(method, text) : null;
    }

    /// <summary>A type of a project, which does not know <see cref="Old"/>, is given the members by name.</summary>
    internal static MethodInfo? MethodOf(Type type) => MethodOf(type, typeof(Old)) ?? MethodOf(type, typeof(IReadOnlyDictionary<string, object?>));

    /// <summary>What the user can write in a type, to say how values of it are made.</summary>
    /// <param name="result">The type that it gives.</param>
    internal static string Signature(Type type, string result) =>
        $"'static {result} Migrate({(AssemblyLoadContext.GetLoadContext(type.Assembly) is UnitContext { IsReference: true } ? "IReadOnlyDictionary<string, object?>" : nameof(Old))} old)' in the type";

    static MethodInfo? MethodOf(Type type, Type parameter) =>
        type.GetMethod(Migrate, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly, [parameter]);
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
            return Method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Method.GetParameters()[0].ParameterType == typeof(Old) ? old : new OldMembers(old)], null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            trouble = $"Migrate threw {e.GetType().Name}: {e.Message}";
            return null;
        }
    }
}
