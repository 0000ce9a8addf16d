using System.Reflection;
using System.Reflection.Emit;
using Stet.Images;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Methods as an image names them: declaring type, name, signature, type arguments.</summary>
internal static class MethodNames
{
    /// <summary>Why a method has no name under which it can be found again; null where it has.</summary>
    public static string? WhyUnnamed(MethodInfo method) =>
        method is DynamicMethod || method.DeclaringType is null ? "its code was made at run time"
        : method.DeclaringType.Assembly.IsDynamic && method.DeclaringType.Assembly.FullName is null ? "its code was made at run time"
        : null;

    public static void Write(MethodInfo method, GraphWriter to)
    {
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        int[] arguments = method.IsGenericMethod ? [.. method.GetGenericArguments().Select(to.Types.Named)] : [];
        to.Types.Holds(method);
        new MethodRecord(to.Types.Named(method.DeclaringType!), method.Name, definition.ToString()!, arguments).Write(to.Out);
    }

    public static MethodInfo? Find(MethodRecord named, GraphReader from, ref string? trouble)
    {
        if (Declaring(named, from, ref trouble) is not { } declaring) return null;
        var found = Today(declaring, named, from);
        if (found is null)
        {
            string owner = TypeNames.Of(declaring);
            string name = owner.StartsWith("F_", StringComparison.Ordinal) ? $"function {named.Name}" : $"method {owner}.{MemberNames.Shown(named.Name)}";
            trouble = $"there is no {name} with the signature it had";
            return null;
        }
        return named.Arguments.Count == 0 ? found : Constructed(found, named, from);
    }

    /// <summary>By its signature, in the names of today; where types have moved and there is only one of its name, that one.</summary>
    static MethodInfo? Today(Type declaring, MethodRecord named, GraphReader from)
    {
        var (names, owner) = (from.Resolver.Names, from.StoredName(named.Declaring));
        string signature = names.Signature(owner, named.Name, named.Signature);
        var candidates = declaring.GetMember(names.Member(owner, named.Name), MemberTypes.Method, Everything).Cast<MethodInfo>()
            .Where(m => m.GetGenericArguments().Length == named.Arguments.Count).ToList();
        return candidates.FirstOrDefault(m => m.ToString() == signature) ?? (from.Resolver.HasMoves && candidates is [var only] ? only : null);
    }

    static Type? Declaring(MethodRecord named, GraphReader from, ref string? trouble)
    {
        try
        {
            return from.Resolver.Resolve(named.Declaring);
        }
        catch (Migrating.UnfitTypeException unfit)
        {
            trouble = unfit.Message;
            return null;
        }
    }

    static MethodInfo Constructed(MethodInfo definition, MethodRecord named, GraphReader from)
    {
        try
        {
            return definition.MakeGenericMethod([.. named.Arguments.Select(from.Resolver.Resolve)]);
        }
        catch (ArgumentException e)
        {
            throw new Model.DamagedStoreException("image", $"the method {named.Name} cannot be had: {e.Message}", e);
        }
    }

    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
}
