using System.Runtime.CompilerServices;
using Stet.Effects;
using Stet.Effects.Code;
using Stet.Effects.Shell;
using Stet.Worlds;

namespace Stet.Sessions.Foreseeing;

/// <summary>
/// The workspace as the analysis of C# sees it: summaries of its units, each read once as long as the unit is the same, and the values of its variables.
/// </summary>
/// <param name="directory">Where relative paths begin; that of the process where none is given.</param>
internal sealed class CodeForesight(Engine engine, World world, string? directory = null) : ICodeWorld
{
    private static readonly ConditionalWeakTable<CompiledUnit, UnitSummary> Summaries = [];

    private readonly Dictionary<string, UnitSummary> beside = [];
    private readonly KnownValues values = new(engine);

    public ShellSetting Shell => field ??= ShellForesight.Setting(engine, directory ?? Environment.CurrentDirectory);

    public IEnumerable<UnitSummary> UnitsWithTypes =>
        world.Graph.Definitions.Values.Where(d => d.Kind == DefinitionKind.Type).Select(d => world.Graph.GroupOf[d.Key].UnitName)
            .Concat(world.Units.Keys.Where(name => !name.StartsWith("w.", StringComparison.Ordinal))).Distinct().Select(Unit).OfType<UnitSummary>();

    public UnitSummary? Unit(string assembly) =>
        beside.TryGetValue(assembly, out var known) ? known : world.Units.TryGetValue(assembly, out var unit) ? SummaryOf(unit) : null;

    public IReadOnlyList<string>? Texts(string variable) => values.Texts(variable);

    public IReadOnlyList<KnownMethod>? Functions(string variable) => values.Of(variable) is Delegate function ? DelegateMethod.Of(function) : null;

    /// <summary>Code that comes with values which it cannot look at itself.</summary>
    public IReadOnlyList<HeldCode> Held { get; init; } = [];

    /// <summary>Makes a unit known that is not of the world: a submission that is looked at.</summary>
    public UnitSummary Add(CompiledUnit unit) => beside[unit.Name] = SummaryOf(unit);

    /// <summary>Read once as long as the unit is the same; that of a package from where it lies.</summary>
    public static UnitSummary SummaryOf(CompiledUnit unit) => Summaries.GetValue(unit, u => UnitReader.Read(u.File is { } file ? File.ReadAllBytes(file) : u.Image));
}
