using Mono.Cecil;
using Stet.Worlds;

namespace Stet.References.Weaving;

/// <summary>What tells one <c>static T Migrate(IReadOnlyDictionary&lt;string, object?&gt; old)</c> of a type, together with the fields that it is for, from another.</summary>
internal static class MigrateMark
{
    private const string Members = "System.Collections.Generic.IReadOnlyDictionary`2<System.String,System.Object>";

    /// <returns>Null where the type has none.</returns>
    public static string? Of(TypeDefinition type)
    {
        var hook = type.Methods.FirstOrDefault(m => m is { Name: "Migrate", IsStatic: true, HasBody: true, Parameters: [{ ParameterType.FullName: Members }] });
        if (hook is null)
        {
            return null;
        }

        var hash = new HashBuilder();
        foreach (var instruction in hook.Body.Instructions)
        {
            hash.Add(instruction.ToString());
        }

        for (var level = type; level is not null; level = level.BaseType as TypeDefinition)
        {
            level.Fields.Where(f => !f.IsStatic).ToList().ForEach(f => hash.Add(f.FullName));
        }

        return hash.ToHash().ToString();
    }
}
