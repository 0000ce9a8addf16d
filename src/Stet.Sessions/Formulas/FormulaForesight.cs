using Stet.Effects.Code;
using Stet.Effects.Shell;
using Stet.Sessions.Foreseeing;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>
/// What a formula's code reaches, as the analysis of C# sees it: other formulas are not entered, since what is read of them is seen while it is read, and of values
/// nothing is known but what code they hold.
/// </summary>
/// <param name="units">Of the formula and of what it reaches, and those in the values.</param>
/// <param name="held">Code in the values that it reads; nothing where it has not been computed.</param>
internal sealed class FormulaForesight(Func<string, CompiledUnit?> unitNamed, IReadOnlySet<string> units, IReadOnlyList<HeldCode> held, Lazy<ShellSetting> shell) : ICodeWorld
{
    public ShellSetting Shell => shell.Value;

    public IEnumerable<UnitSummary> UnitsWithTypes => units.Select(Unit).OfType<UnitSummary>();

    public UnitSummary? Unit(string assembly) => units.Contains(assembly) && unitNamed(assembly) is { } unit ? CodeForesight.SummaryOf(unit) : null;

    public bool IsAssumed(string assembly, string member) => unitNamed(assembly) is { } unit && unit.Assumed.Contains(member);

    public IReadOnlyList<string>? Texts(string variable) => null;

    public IReadOnlyList<KnownMethod>? Functions(string variable) => null;

    public IReadOnlyList<HeldCode> Held => held;
}
