using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Model;
using Stet.Worlds;

namespace Stet.References;

/// <summary>
/// What references were resolved to, as it is kept beside the store: a workspace that is opened again restores and builds nothing. Field names are part of
/// the kept form.
/// </summary>
/// <param name="Assemblies">Each refers only to those before it.</param>
/// <param name="Projects">Project files whose sources were built.</param>
/// <param name="Sources">The fingerprint of those sources.</param>
internal sealed record Resolution(
    int Format, IReadOnlyList<ResolvedAssembly> Assemblies, IReadOnlyList<string> Natives, IReadOnlyList<string> Projects, string Sources)
{
    public const int Newest = 1;

    private const string FileName = "resolution.json";

    /// <summary>Null where there is none that can be used: nothing was resolved yet, or files have gone since.</summary>
    public static Resolution? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var kept = JsonSerializer.Deserialize(File.ReadAllBytes(path), ResolutionJson.Default.Resolution);
            return kept is { Format: Newest } && kept.Assemblies.Select(a => a.File).Concat(kept.Natives).All(File.Exists) ? kept : null;
        }
        catch (JsonException)
        {
            return null; // Cut off by a crash, or of another version: it is resolved again.
        }
    }

    public void Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, ResolutionJson.Default.Resolution));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Assemblies in an order in which each comes after those that it refers to; of those that refer to each other one is taken first.</summary>
    public static IReadOnlyList<ResolvedAssembly> Ordered(IReadOnlyCollection<ResolvedAssembly> assemblies)
    {
        var byName = assemblies.ToDictionary(a => a.Name);
        var ordered = new List<ResolvedAssembly>();
        var begun = new HashSet<string>();
        void Add(ResolvedAssembly assembly)
        {
            if (begun.Add(assembly.Name))
            {
                assembly.References.Where(byName.ContainsKey).Select(r => byName[r]).ToList().ForEach(Add);
                var done = ordered.Select(o => o.Name).ToHashSet();
                ordered.Add(assembly with { References = [.. assembly.References.Where(done.Contains).Order(StringComparer.Ordinal)] });
            }
        }

        assemblies.OrderBy(a => a.Name, StringComparer.Ordinal).ToList().ForEach(Add);
        return ordered;
    }
}

/// <param name="Name">The assembly's simple name.</param>
/// <param name="Hash">Its identity, of 32 hexadecimal digits.</param>
internal sealed record ResolvedAssembly(string Name, string File, string Hash, IReadOnlyList<string> References)
{
    public CompiledUnit Unit() => new(Name, ContentHash.Parse(Hash), default, default, [.. References], [], OnlyReads: false) { File = File };
}

[JsonSerializable(typeof(Resolution))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ResolutionJson : JsonSerializerContext;
