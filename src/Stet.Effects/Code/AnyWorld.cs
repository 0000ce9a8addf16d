using System.Collections.Immutable;
using Stet.Effects.Shell;

namespace Stet.Effects.Code;

/// <summary>
/// A world of which nothing is known but the code: there is a file at every path and no variable has a value. What holds in it holds whatever is on the
/// disk and in the variables.
/// </summary>
internal sealed class AnyWorld : ICodeWorld, IFolderView
{
    public static AnyWorld Instance { get; } = new();

    public IEnumerable<UnitSummary> UnitsWithTypes => [];

    public ShellSetting Shell => field ??= new("/", ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty, this, _ => null);

    public UnitSummary? Unit(string assembly) => null;

    public IReadOnlyList<string>? Texts(string variable) => null;

    public IReadOnlyList<KnownMethod>? Functions(string variable) => null;

    public PathKind KindOf(string path) => PathKind.File;

    public IReadOnlyList<string> NamesIn(string folder) => [];

    public string? LinkTarget(string path) => null;
}
