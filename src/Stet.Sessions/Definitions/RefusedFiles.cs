using System.Collections.Immutable;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>
/// Definition files that the world cannot follow because of their code alone. As long as neither a file nor the world has changed, trying again gives the same. What was refused because of values, running code or
/// references is none of this: those change by themselves.
/// </summary>
/// <param name="References">What packages and projects were resolved to.</param>
/// <param name="World">The world that stayed: with its variables, which code in files may name.</param>
internal sealed record RefusedFiles(ImmutableSortedDictionary<string, FileText> Files, ReferenceSet References, World World)
{
    public bool AreStill(ImmutableSortedDictionary<string, FileText> files, ReferenceSet references, World world) => world == World && references == References && Same(files, Files);

    /// <summary>Whether these are the same files, none of them read anew.</summary>
    public static bool Same(ImmutableSortedDictionary<string, FileText> files, ImmutableSortedDictionary<string, FileText> others) =>
        files.Count == others.Count && files.All(f => others.TryGetValue(f.Key, out var other) && ReferenceEquals(other, f.Value));
}
