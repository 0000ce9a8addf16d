using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.References;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>Resolves what the definition files refer to, and says what is wrong in the places of what was typed or saved.</summary>
internal sealed class WorkspaceReferences(string folder)
{
    private readonly ReferenceResolver resolver = new(folder, Path.Combine(folder, ".stet", "references"));
    private volatile CancellationTokenSource? running;

    /// <summary>How often <c>dotnet</c> was run.</summary>
    public int Runs => resolver.Runs;

    /// <summary>The references of the files, all together.</summary>
    /// <param name="typed">What was typed at the prompt: then also what has failed just now is tried again.</param>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was called.</exception>
    public (ReferenceSet Set, ImmutableArray<Diagnostic> Errors) Of(IEnumerable<FileText> files, ParsedInput? typed)
    {
        var (lines, errors) = FileReferences.Combine(files);
        if (errors.Length > 0)
        {
            return (ReferenceSet.None, errors);
        }

        var resolved = Resolve(lines.Select(l => l.Reference), again: typed?.References.Length > 0);
        return (resolved.Set ?? ReferenceSet.None, [.. resolved.Troubles.Select(t => Told(t, lines, typed))]);
    }

    /// <summary>The references that the store knows, as they were resolved last: what was saved since is followed as from files.</summary>
    public ReferenceSet OfStore(IReadOnlyList<Reference> references) => Kept(references) ?? Resolve(references, again: false).Set ?? ReferenceSet.None;

    /// <summary>References of an earlier state, as they were resolved last; null where they cannot be had without <c>dotnet</c>.</summary>
    public ReferenceSet? Kept(IEnumerable<Reference> references) => references.ToList() is { Count: > 0 } some ? resolver.Kept(some) : ReferenceSet.None;

    /// <summary>What the world's references are resolved to by now; null where a source of a project was saved since it was built last.</summary>
    public ReferenceSet? Newest(World world) => resolver.Newest(world.References);

    /// <summary>Folders of projects that are built.</summary>
    public IReadOnlyList<string> ProjectFolders(World world) => resolver.ProjectFolders(world.References);

    /// <summary>Ends a restore or build that is under way.</summary>
    public void Stop() => running?.Cancel();

    private ResolvedReferences Resolve(IEnumerable<Reference> references, bool again)
    {
        using var stop = new CancellationTokenSource();
        running = stop;
        try
        {
            return resolver.Resolve(references, again, stop.Token);
        }
        finally
        {
            running = null;
        }
    }

    private Diagnostic Told(ReferenceTrouble trouble, ImmutableArray<ReferenceLine> lines, ParsedInput? typed)
    {
        if (trouble.InSource is { } place)
        {
            var text = File.Exists(place.File) ? File.ReadLines(place.File).ElementAtOrDefault(place.Line - 1) ?? "" : "";
            return new(Severity.Error, place.Code, trouble.Message, Path.GetRelativePath(folder, place.File), place.Line, place.Column, place.Line, place.Column + 1, text);
        }

        var all = (typed?.References ?? []).Select(FileReferences.FromWorkspace).Concat(lines);
        var line = all.FirstOrDefault(l => trouble.About is null || l.Reference.IsSameThing(trouble.About)) ?? lines[0];
        return FileReferences.At(line, "STET0130", trouble.Message);
    }
}
