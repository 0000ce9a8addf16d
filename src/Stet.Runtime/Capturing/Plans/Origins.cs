using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>Whether a type comes from the shared framework, a package, or code compiled at run time (the workspace's units).</summary>
internal static class Origins
{
    static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
    static readonly ConditionalWeakTable<Assembly, object> Known = [];

    public static bool IsFramework(Type type) => Of(type.Assembly) == Origin.Framework;

    public static bool IsPackage(Type type) => Of(type.Assembly) == Origin.Package;

    static Origin Of(Assembly assembly) => (Origin)Known.GetValue(assembly, static a => Find(a));

    static Origin Find(Assembly assembly)
    {
        if (AssemblyLoadContext.GetLoadContext(assembly) is UnitContext { IsReference: true }) return Origin.Package;
        if (assembly.IsDynamic || assembly.Location.Length == 0) return Origin.Unit;
        string? folder = Path.GetDirectoryName(assembly.Location);
        string name = assembly.GetName().Name ?? "";
        bool isShared = folder == FrameworkFolder || folder?.Contains("Microsoft.NETCore.App", StringComparison.Ordinal) == true ||
            folder?.Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal) == true;
        return isShared || name.StartsWith("System.", StringComparison.Ordinal) ? Origin.Framework : Origin.Package;
    }

    enum Origin
    {
        Framework,
        Package,
        Unit,
    }
}
