using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace Stet.Runtime.Restoring;

/// <summary>The assemblies an image may name: those that this program was started with, and those loaded since.</summary>
internal static class KnownAssemblies
{
    static readonly HashSet<string> Trusted =
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator).Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    static readonly ConcurrentDictionary<string, Assembly> Found = [];

    public static Assembly? Find(string simpleName)
    {
        if (simpleName == CoreLibrary.GetName().Name) return CoreLibrary;
        if (Found.TryGetValue(simpleName, out var known)) return known;
        var found = Trusted.Contains(simpleName)
            ? AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(simpleName))
            : AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => !a.IsCollectible && a.GetName().Name == simpleName);
        return found is null ? null : Found.GetOrAdd(simpleName, found);
    }

    static readonly Assembly CoreLibrary = typeof(object).Assembly;
}
