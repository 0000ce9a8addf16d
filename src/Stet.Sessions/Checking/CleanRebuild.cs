using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Language.Compiling;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Definitions;
using Stet.Worlds;
using Diagnostic = Stet.Model.Diagnostic;

namespace Stet.Sessions.Checking;

/// <summary>
/// Whether the definition files make a workspace in a process that has none of its compiled units and none of its values: everything is compiled anew
/// and loaded. The host starts itself for that, with <see cref="Argument"/>.
/// </summary>
public static class CleanRebuild
{
    /// <summary>The host program's argument, followed by a folder and a file with the request.</summary>
    public const string Argument = "--rebuild";

    private const string HostName = "stet-host";

    /// <summary>What the host does when it is started for a rebuild: errors go to standard output, one a line.</summary>
    public static int Run(string folder, string requestFile)
    {
        var request = JsonSerializer.Deserialize(File.ReadAllText(requestFile), RebuildJson.Default.RebuildRequest)!;
        foreach (var error in Rebuild(folder, request))
        {
            Console.WriteLine(JsonSerializer.Serialize(error, RebuildJson.Default.Diagnostic));
        }

        return 0;
    }

    /// <summary>The errors of a rebuild, in a process of its own where this one is the host program.</summary>
    internal static IReadOnlyList<Diagnostic> Check(Engine engine)
    {
        var fileless = engine.Fileless.Values.Where(d => d.Kind != DefinitionKind.Submission).ToDictionary(d => d.Key, DefinitionPayload.Of);
        var request = new RebuildRequest(new Dictionary<string, string>(engine.Variables.Types), fileless);
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == HostName ? InOtherProcess(engine.Folder, request) : Rebuild(engine.Folder, request);
    }

    private static List<Diagnostic> InOtherProcess(string folder, RebuildRequest request)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(request, RebuildJson.Default.RebuildRequest));
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Argument, folder, file]) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            List<Diagnostic> errors = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, RebuildJson.Default.Diagnostic)!)];
            return process.ExitCode == 0 ? errors : [.. errors, Failure($"the process that rebuilds the workspace ended with {process.ExitCode}")];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<Diagnostic> Rebuild(string folder, RebuildRequest request)
    {
        var files = new DefinitionFolder(folder).Read(ImmutableSortedDictionary<string, FileText>.Empty.WithComparers(StringComparer.Ordinal));
        var (definitions, usings, errors) = FileDefinitions.Combine(files.Values);
        if (errors.Length > 0)
        {
            return [.. errors];
        }

        var (references, troubles) = new WorkspaceReferences(folder).Of(files.Values, null);
        if (troubles.Length > 0)
        {
            return [.. troubles];
        }

        var fileless = request.Fileless.Select(f => DefinitionPayload.Read(f.Key, f.Value));
        ImmutableArray<string> all = [.. StandardUsings.All, .. usings.Except(StandardUsings.All)];
        var world = new WorldStep(new UnitCompiler(), new NoCache()).Take(World.Empty(all), [.. definitions, .. fileless], request.Variables.ToImmutableDictionary(), all, references: references).World;
        return [.. world.Broken.Values.SelectMany(b => b), .. Load(world)];
    }

    /// <summary>Loading finds what compiling alone does not: types that the runtime refuses.</summary>
    private static IEnumerable<Diagnostic> Load(World world)
    {
        var loader = new WorldLoader(NoSlots.All);
        foreach (var unit in world.Units.Values.Where(u => u.File is null).Select(u => u.Name).Order(StringComparer.Ordinal))
        {
            var trouble = "";
            try
            {
                loader.Load(world, unit).GetTypes();
            }
            catch (Exception e) when (e is System.Reflection.ReflectionTypeLoadException or BadImageFormatException or TypeLoadException or BrokenUnitException)
            {
                trouble = e.Message;
            }

            if (trouble.Length > 0)
            {
                yield return Failure($"{ShownName.Of(unit)} does not load: {trouble}");
            }
        }
    }

    private static Diagnostic Failure(string message) => new(Severity.Error, "STET0310", message, "rebuild", 1, 1, 1, 2, "");

    private sealed class NoCache : IUnitCache
    {
        public CompiledUnit? Find(ContentHash hash) => null;

        public void Add(CompiledUnit unit)
        {
            // A rebuild keeps nothing.
        }
    }

    private sealed class NoSlots : ISlotTable
    {
        public static NoSlots All { get; } = new();

        public VariableSlot<T> Bind<T>(string name) => new(name);

        public VariableSlot<T> Declare<T>(string name) => new(name);

        public void Start(BegunStatics statics)
        {
            // A rebuild has no values.
        }

        public Stet.Runtime.Memos.MemoTable Memos => throw new InvalidOperationException("Nothing is run in a rebuild.");

        public Stet.Runtime.Formulas.FormulaTable Formulas => throw new InvalidOperationException("Nothing is run in a rebuild.");
    }
}

/// <param name="Variables">Name and C# type of the variables that definitions may name.</param>
/// <param name="Fileless">Definitions without a file, as the store has them.</param>
internal sealed record RebuildRequest(IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Fileless);

[JsonSerializable(typeof(RebuildRequest))]
[JsonSerializable(typeof(Diagnostic))]
internal sealed partial class RebuildJson : JsonSerializerContext;
