using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Images.Types;

namespace Stet.Runtime.Capturing;

/// <summary>Where assemblies come from, remembered without keeping them loaded.</summary>
internal sealed class HomeNames(IUnitNames units)
{
    readonly ConditionalWeakTable<Assembly, object> _known = [];

    public Home Of(Assembly assembly) => _known.TryGetValue(assembly, out object? home) ? (Home)home : (Home)_known.GetValue(assembly, Find);

    object Find(Assembly assembly) =>
        units.UnitOf(assembly) is { } unit ? new Home(true, unit) : new Home(false, assembly.GetName().Name ?? "");
}
