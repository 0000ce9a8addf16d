using System.Reflection;
using System.Runtime.Loader;

namespace Stet.Runtime.Unloading;

/// <summary>Places outside the workspace that are known to hold on to code as long as the process lives: events of the framework, and what <c>dynamic</c> remembers.</summary>
internal static class KnownPins
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly (Type Type, object? Instance)[] Owners =
    [
        (typeof(AppContext), null), (typeof(AppDomain), AppDomain.CurrentDomain), (typeof(AssemblyLoadContext), AssemblyLoadContext.Default),
        (typeof(TaskScheduler), null), (typeof(Console), null),
    ];

    /// <summary>What holds the assembly, as words of a sentence.</summary>
    public static IEnumerable<string> Of(Assembly assembly) => Events(assembly).Concat(IsKnownToBinder(assembly) ? ["the binder of `dynamic`, which remembers the types that it has seen"] : []);

    /// <summary>The names of the events that call code of the assembly.</summary>
    private static IEnumerable<string> Events(Assembly assembly) => Owners.SelectMany(owner => owner.Type.GetFields(All)
        .Where(f => typeof(Delegate).IsAssignableFrom(f.FieldType) && (f.IsStatic || owner.Instance is not null))
        .Where(f => (f.GetValue(f.IsStatic ? null : owner.Instance) as Delegate)?.GetInvocationList().Any(d => d.Method.Module.Assembly == assembly) == true)
        .Select(f => $"the event {owner.Type.Name}.{f.Name.TrimStart('_')}"));

    /// <summary>The binder (in Microsoft.CSharp) has no way to forget a type. Its sets of types are read while it may write them; then it counts as not found.</summary>
    private static bool IsKnownToBinder(Assembly assembly)
    {
        try
        {
            return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => a.GetName().Name == "Microsoft.CSharp")?.GetType("Microsoft.CSharp.RuntimeBinder.SymbolTable")?.GetFields(All)
                .Where(f => f.IsStatic && f.FieldType == typeof(HashSet<Type>)).Any(f => ((HashSet<Type>?)f.GetValue(null))?.Any(t => t.Assembly == assembly) == true) == true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
