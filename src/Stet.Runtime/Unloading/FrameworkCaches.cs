using System.Reflection;
using System.Reflection.Metadata;

namespace Stet.Runtime.Unloading;

/// <summary>
/// Caches of the framework and of packages that hold types: those that know of hot reload say how to empty them
/// (<see cref="MetadataUpdateHandlerAttribute"/>), which is done after a world has ended.
/// </summary>
internal static class FrameworkCaches
{
    public static void Release()
    {
        foreach (var handler in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && !a.IsCollectible).SelectMany(Handlers))
        {
            var clear = handler.GetMethod("ClearCache", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Type[])]);
            clear?.Invoke(null, [null]);
        }
    }

    private static IEnumerable<Type> Handlers(Assembly assembly) => assembly.GetCustomAttributes<MetadataUpdateHandlerAttribute>().Select(a => a.HandlerType);
}
