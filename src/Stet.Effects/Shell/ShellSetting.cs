using System.Collections.Immutable;

namespace Stet.Effects.Shell;

/// <summary>Where a shell line would run, and what its names mean there.</summary>
/// <param name="Directory">The session's directory.</param>
/// <param name="Variables">The environment.</param>
/// <param name="Aliases">Of the shell; those of git under <c>git NAME</c>.</param>
/// <param name="Expression">The value of a C# expression in <c>@( )</c> as arguments; null where it is not known before it runs.</param>
public sealed record ShellSetting(
    string Directory, ImmutableDictionary<string, string> Variables, ImmutableDictionary<string, string> Aliases, IFolderView Folders,
    Func<string, IReadOnlyList<string>?> Expression);
