using System.Collections.Concurrent;
using System.Collections.Immutable;
using Stet.Model;
using Stet.References.Weaving;
using Stet.Worlds;

namespace Stet.References;

/// <summary>
/// Turns the references of a workspace, all together, into assemblies: with the user's own <c>dotnet</c> where they have not been resolved before, else from
/// what was kept then. Loads nothing of them.
/// </summary>
/// <param name="workspace">The workspace's folder: relative paths of projects start there, and its <c>nuget.config</c> counts.</param>
/// <param name="cache">A folder inside it, for what is generated and kept.</param>
public sealed class ReferenceResolver(string workspace, string cache)
{
    private readonly ConcurrentDictionary<(string File, string Hash), CompiledUnit> units = [];
    private readonly ConcurrentDictionary<string, ReferenceSet> sets = [];
    private Failure? failed;

    /// <summary>How often <c>dotnet</c> was run.</summary>
    public int Runs { get; private set; }

    /// <param name="again">Tries also what has failed and has not changed since.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public ResolvedReferences Resolve(IEnumerable<Reference> declared, bool again, CancellationToken stop)
    {
        var references = Ordered(declared);
        if (references.IsEmpty)
        {
            return new(ReferenceSet.None, []);
        }

        var key = KeyOf(references);
        var folder = Path.Combine(cache, key);
        if (Resolution.Read(folder) is { } kept && (kept.Projects.Count == 0 || kept.Sources == SourcesOf(kept.Projects).ToString()))
        {
            return new(SetOf(references, kept), []);
        }

        var sources = SourcesOf(ProjectsOf(references));
        if (!again && failed is { } known && known.IsOf(key, sources))
        {
            return new(null, known.Troubles);
        }

        var (resolution, troubles) = Make(references, folder, stop);
        failed = resolution is null ? new(key, sources, Environment.TickCount64, troubles) : null;
        return new(resolution is null ? null : SetOf(references, resolution), troubles);
    }

    /// <summary>What the references were resolved to last, whatever was saved since; null where they never were, or files have gone.</summary>
    public ReferenceSet? Kept(IEnumerable<Reference> declared)
    {
        var references = Ordered(declared);
        return Resolution.Read(Path.Combine(cache, KeyOf(references))) is { } kept ? SetOf(references, kept) : null;
    }

    /// <summary>What the references of a set are resolved to now: the set itself where nothing else was built since; null where a source of a project was saved since it was built.</summary>
    public ReferenceSet? Newest(ReferenceSet set) => set.Declared.All(r => r.Kind == ReferenceKind.Package) ? set
        : Resolution.Read(Path.Combine(cache, KeyOf(set.Declared))) is { } kept && kept.Sources == SourcesOf(kept.Projects).ToString() ? SetOf(set.Declared, kept) : null;

    /// <summary>Folders of the projects whose sources are built.</summary>
    public IReadOnlyList<string> ProjectFolders(ReferenceSet set) =>
        set.Declared.All(r => r.Kind == ReferenceKind.Package) ? []
            : ProjectSources.Folders(Resolution.Read(Path.Combine(cache, KeyOf(set.Declared)))?.Projects ?? ProjectsOf(set.Declared));

    private static ImmutableArray<Reference> Ordered(IEnumerable<Reference> references) => [.. references.OrderBy(r => r.Kind).ThenBy(r => r.Name, StringComparer.Ordinal)];

    private static string KeyOf(IEnumerable<Reference> references) =>
        references.Aggregate(new HashBuilder().Add(GeneratedProject.Framework).Add(GeneratedProject.Runtime), (hash, r) => hash.Add(r.Directive)).ToHash().ToString()[..16];

    private List<string> ProjectsOf(IEnumerable<Reference> references) => [.. references.Where(r => r.Kind == ReferenceKind.Project).Select(r => ProjectFile.Of(r, workspace))];

    private ContentHash SourcesOf(IReadOnlyList<string> projects) => ProjectSources.Fingerprint(projects, workspace);

    private (Resolution? Resolution, ImmutableArray<ReferenceTrouble> Troubles) Make(ImmutableArray<Reference> references, string folder, CancellationToken stop)
    {
        if (MissingProjects(references) is { Length: > 0 } missing)
        {
            return (null, missing);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, GeneratedProject.FileName), GeneratedProject.Text(references, workspace));
        AssetsFile.Delete(folder);
        try
        {
            var restored = Restore(folder, stop);
            var assets = AssetsFile.Read(folder);
            var troubles = restored.ExitCode != 0 || assets is null ? Failures.Of(restored, assets, references) : Failures.Replaced(assets, references);
            return troubles.Count > 0 ? (null, [.. troubles]) : Build(references, folder, assets!, stop);
        }
        catch (DotnetMissingException)
        {
            return (null, [new(Failures.NoDotnet)]);
        }
    }

    private ImmutableArray<ReferenceTrouble> MissingProjects(ImmutableArray<Reference> references) =>
        [.. references.Where(r => r.Kind == ReferenceKind.Project && !File.Exists(ProjectFile.Of(r, workspace)))
            .Select(r => new ReferenceTrouble($"There is no project file {ProjectFile.Of(r, workspace)}. The path starts from the workspace's folder.", r))];

    /// <summary>Without the sources, from the cache of packages alone.</summary>
    private DotnetResult Restore(string folder, CancellationToken stop)
    {
        string[] restore = ["restore", GeneratedProject.FileName, "--nologo", "-v:q"];
        var result = Run(folder, restore, stop);
        if (result.ExitCode == 0 || !Failures.IsOffline(result))
        {
            return result;
        }

        var cached = Run(folder, [.. restore, $"-p:RestoreSources={PackageCache()}"], stop);
        return cached.ExitCode == 0 ? cached : result;
    }

    private (Resolution? Resolution, ImmutableArray<ReferenceTrouble> Troubles) Build(ImmutableArray<Reference> references, string folder, AssetsFile assets, CancellationToken stop)
    {
        List<string> projects = [.. ProjectsOf(references).Union(assets.Projects)];
        var sources = SourcesOf(projects); // As they were before the build: what is saved meanwhile is built once more.
        if (projects.Count > 0)
        {
            var output = Path.Combine(folder, GeneratedProject.Output);
            if (Directory.Exists(output))
            {
                Directory.Delete(output, recursive: true);
            }

            var built = Run(folder, ["build", GeneratedProject.FileName, "--no-restore", "--nologo", "-v:q", "-c", "Release", "--tl:off", "-nodeReuse:false", "-clp:NoSummary"], stop);
            if (built.ExitCode != 0)
            {
                return (null, [.. Failures.Of(built, null, references)]);
            }
        }

        return (Keep(folder, assets, projects, sources), []);
    }

    private DotnetResult Run(string folder, IEnumerable<string> arguments, CancellationToken stop)
    {
        Runs++;
        return DotnetCommand.Run(folder, arguments, stop);
    }

    private static string PackageCache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private Resolution Keep(string folder, AssetsFile assets, List<string> projects, ContentHash sources)
    {
        var assemblies = assets.Managed.Concat(Built(folder)).Select(Identified).OfType<ResolvedAssembly>().DistinctBy(a => a.Name).ToList();
        var resolution = new Resolution(Resolution.Newest, Resolution.Ordered(assemblies), assets.Native, projects, sources.ToString());
        resolution.Write(folder);
        return resolution;
    }

    /// <summary>What was built, copied to where no later build writes over it: the running world may still have to load it.</summary>
    private IEnumerable<string> Built(string folder)
    {
        var output = Path.Combine(folder, GeneratedProject.Output);
        foreach (var file in Directory.Exists(output) ? Directory.GetFiles(output, "*.dll") : [])
        {
            if (Path.GetFileName(file) != Path.ChangeExtension(GeneratedProject.FileName, ".dll") && AssemblyNames.Identify(file) is { } assembly)
            {
                yield return Woven(file, Path.Combine(cache, "built", $"{assembly.Hash}-{ProjectWeaver.Version}"));
            }
        }
    }

    /// <summary>What is there already is not written again: it may be loaded.</summary>
    private static string Woven(string file, string to)
    {
        var name = Path.GetFileName(file);
        if (!Directory.Exists(to))
        {
            var aside = Directory.CreateDirectory(to + ".new");
            ProjectWeaver.Write(file, Path.Combine(aside.FullName, name));
            aside.MoveTo(to);
        }

        return Path.Combine(to, name);
    }

    private static ResolvedAssembly? Identified(string file) =>
        AssemblyNames.Identify(file) is { } assembly ? new(assembly.Name, file, assembly.Hash.ToString(), assembly.References) : null;

    /// <summary>The same set for the same assemblies, so that what the compiler has read of them is read once.</summary>
    private ReferenceSet SetOf(ImmutableArray<Reference> references, Resolution resolution)
    {
        var identity = string.Join('\n', [.. references.Select(r => r.Directive), .. resolution.Assemblies.Select(a => a.Hash)]);
        return sets.GetOrAdd(identity, _ => new(
            references, [.. resolution.Assemblies.Select(a => units.GetOrAdd((a.File, a.Hash), _ => a.Unit()))], [.. resolution.Natives], unit => AssemblyNames.Exported(unit.File!)));
    }
}

/// <summary>
/// What was tried without success: not tried again at each submission while nothing changes. A network comes and goes, so that a restore is tried again from
/// time to time; a build that the sources do not allow is not.
/// </summary>
internal sealed record Failure(string Key, ContentHash Sources, long Time, ImmutableArray<ReferenceTrouble> Troubles)
{
    private const long Patience = 30_000;

    public bool IsOf(string key, ContentHash sources) => Key == key && Sources == sources && (Troubles.Any(t => t.InSource is not null) || Environment.TickCount64 - Time < Patience);
}

/// <param name="Set">Null where a reference cannot be had; then <paramref name="Troubles"/> says why.</param>
public sealed record ResolvedReferences(ReferenceSet? Set, ImmutableArray<ReferenceTrouble> Troubles);
