using System.Collections.Immutable;
using System.Reflection;
using Stet.Language.Compiling;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Definitions;
using Stet.Worlds;
using Diagnostic = Stet.Model.Diagnostic;

namespace Stet.Sessions.Checking;

/// <summary>
/// A world that is made of the definition files alone, everything compiled anew. The order of the files does not matter (<c>CheckTests</c>).
/// </summary>
/// <param name="World">What compiles of it; empty where the files do not even say what there is.</param>
/// <param name="Errors">What is wrong with the files and with their code.</param>
internal sealed record CleanRebuild(World World, ImmutableSortedDictionary<string, FileText> Files, ImmutableArray<Diagnostic> Errors)
{
    /// <param name="variables">Name and C# type of the variables that definitions may name.</param>
    /// <param name="fileless">Definitions that have no file: submissions that live on in values, shared anonymous types.</param>
    public static CleanRebuild Of(string folder, ImmutableDictionary<string, string> variables, IEnumerable<Definition> fileless)
    {
        var files = new DefinitionFolder(folder).Read(ImmutableSortedDictionary<string, FileText>.Empty.WithComparers(StringComparer.Ordinal));
        return Of(folder, files, files.Values, variables, fileless);
    }

    /// <param name="order">The files, in the order in which their definitions are taken.</param>
    internal static CleanRebuild Of(
        string folder, ImmutableSortedDictionary<string, FileText> files, IEnumerable<FileText> order, ImmutableDictionary<string, string> variables, IEnumerable<Definition> fileless)
    {
        var (definitions, usings, errors) = FileDefinitions.Combine(order);
        var (references, troubles) = errors.Length > 0 ? (ReferenceSet.None, []) : new WorkspaceReferences(folder).Of(files.Values, null);
        if (errors.Length + troubles.Length > 0)
        {
            return new(World.Empty(StandardUsings.All), files, [.. errors, .. troubles]);
        }

        ImmutableArray<string> all = [.. StandardUsings.All, .. usings.Except(StandardUsings.All)];
        var world = new WorldStep(new UnitCompiler(), new NoCache()).Take(World.Empty(all), [.. definitions, .. fileless], variables, all, references: references).World;
        return new(world, files, [.. world.Broken.Where(b => !IsOfSubmission(world, b.Key)).SelectMany(b => b.Value)]);
    }

    /// <summary>Loading finds what compiling alone does not: types that the runtime refuses.</summary>
    public static IEnumerable<Diagnostic> Load(World world, WorldLoader loader)
    {
        foreach (var unit in world.Units.Values.Where(u => u.File is null).Select(u => u.Name).Order(StringComparer.Ordinal))
        {
            var trouble = "";
            try
            {
                loader.Load(world, unit).GetTypes();
            }
            catch (Exception e) when (e is ReflectionTypeLoadException or BadImageFormatException or TypeLoadException or BrokenUnitException)
            {
                trouble = e.Message;
            }

            if (trouble.Length > 0)
            {
                yield return new(Severity.Error, "STET0310", $"{ShownName.Of(unit)} does not load: {trouble}", "rebuild", 1, 1, 1, 2, "");
            }
        }
    }

    /// <summary>A submission that lives on in values is in no file: the workspace says itself that it is broken.</summary>
    private static bool IsOfSubmission(World world, string unit) =>
        world.Graph.Definitions.Values.Any(d => d.Kind == DefinitionKind.Submission && world.Graph.GroupOf[d.Key].UnitName == unit);

    private sealed class NoCache : IUnitCache
    {
        public CompiledUnit? Find(ContentHash hash) => null;

        public void Add(CompiledUnit unit)
        {
            // A rebuild keeps nothing.
        }
    }
}
