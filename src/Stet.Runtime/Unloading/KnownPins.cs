using System.Reflection;
using System.Runtime.Loader;

namespace Stet.Runtime.Unloading;

/// <summary>Places outside the workspace that are known to hold on to code: events of the framework that live as long as the process.</summary>
internal static class KnownPins
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly (Type Type, object? Instance)[] Owners =
    [
        (typeof(AppContext), null), (typeof(AppDomain), AppDomain.CurrentDomain), (typeof(AssemblyLoadContext), AssemblyLoadContext.Default),
        (typeof(TaskScheduler), null), (typeof(Console), null),
    ];

    /// <summary>The names of the events that call code of the assembly.</summary>
    public static IEnumerable<string> Of(Assembly assembly) => Owners.SelectMany(owner => owner.Type.GetFields(All)
        .Where(f => typeof(Delegate).IsAssignableFrom(f.FieldType) && (f.IsStatic || owner.Instance is not null))
        .Where(f => (f.GetValue(f.IsStatic ? null : owner.Instance) as Delegate)?.GetInvocationList().Any(d => d.Method.Module.Assembly == assembly) == true)
        .Select(f => $"the event {owner.Type.Name}.{f.Name.TrimStart('_')}"));
}
