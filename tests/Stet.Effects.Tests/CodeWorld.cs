using System.Collections.Immutable;
using Stet.Effects.Code;
using Stet.Effects.Shell;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Effects.Tests;

/// <summary>Compiles a submission as the engine does, with the variables of the corpora, and asks for its effects.</summary>
internal sealed class CodeWorld : ICodeWorld, IUnitCache
{
    private static readonly ImmutableArray<string> Usings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Text", "System.Threading", "System.Threading.Tasks", "static System.Math"];

    private static readonly ImmutableDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["p"] = "string",
        ["dir"] = "string",
        ["rm"] = "string",
        ["files"] = "string[]",
        ["n"] = "int",
        ["info"] = "global::System.IO.FileInfo",
        ["folder"] = "global::System.IO.DirectoryInfo",
        ["wiper"] = "global::System.Action",
        ["erase"] = "global::System.Action<string>",
    }.ToImmutableDictionary();

    private readonly Dictionary<string, UnitSummary> units = [];
    private readonly World world;

    public CodeWorld(string definitions)
        : this(InputParser.Submission(definitions, "In[1]"))
    {
    }

    private CodeWorld(ParsedInput input)
    {
        var definitions = input.Definitions.Concat(input.AnonymousTypes).Concat(InputParser.File("static class Wiper { public static void Go() => System.IO.File.Delete(\"notes.txt\"); }", "wiper.cs").Definitions);
        world = new WorldStep(new UnitCompiler(), this).Take(World.Empty(Usings), definitions, Types, Usings).World;
        Assert.True(world.Broken.IsEmpty, string.Join("; ", world.Broken.Values.SelectMany(b => b).Select(b => b.Message)));
        foreach (var unit in world.Units.Values)
        {
            units[unit.Name] = UnitReader.Read(unit.Image);
        }
    }

    public ShellSetting Shell => Corpus.Setting;

    public IEnumerable<UnitSummary> UnitsWithTypes => units.Values;

    public static CodeEffects Effects(string code)
    {
        var input = InputParser.Submission(code, "In[1]");
        Assert.True(input.Errors.IsEmpty, string.Join("; ", input.Errors.Select(e => e.Message)));
        var made = new CodeWorld(input);
        return CSharpEffects.OfSubmission([.. made.Segments(input)], made);
    }

    /// <summary>The kinds of all its definitions.</summary>
    public WorkspaceKinds Kinds()
    {
        var kinds = new WorkspaceKinds();
        foreach (var (name, unit) in units)
        {
            kinds.Put(name, unit);
        }

        return kinds;
    }

    public IReadOnlyCollection<string> Names => units.Keys;

    public UnitSummary? Unit(string assembly) => units.GetValueOrDefault(assembly);

    public IReadOnlyList<string>? Texts(string variable) => variable switch
    {
        "info" => [Corpus.Work + "/report.csv"],
        "folder" => [Corpus.Work + "/build"],
        "n" => ["3"],
        "rm" => ["a.txt"],
        _ => Corpus.Setting.Expression(variable),
    };

    public IReadOnlyList<KnownMethod>? Functions(string variable) => variable switch
    {
        "wiper" => [new("w.Wiper", "Wiper", "Go", [], false, new Dictionary<string, IReadOnlyList<string>>())],
        "erase" => [new("System.Private.CoreLib", "System.IO.File", "Delete", ["System.String"], false, new Dictionary<string, IReadOnlyList<string>>())],
        _ => null,
    };

    public CompiledUnit? Find(ContentHash hash) => null;

    public void Add(CompiledUnit unit)
    {
    }

    private IEnumerable<UnitSummary> Segments(ParsedInput input)
    {
        for (var from = 0; from < input.StatementCount;)
        {
            HashSet<string> inSlots = [.. Types.Keys.Where(world.Uses)];
            HashSet<string> callable = [.. input.Definitions.Where(d => d.Kind == DefinitionKind.Function).Select(d => d.SimpleName)];
            var request = new SubmissionRequest(input, from, $"In1_{from}", default, [.. world.Graph.Definitions.Values], [.. world.Units.Values], Types, inSlots, callable, world.Usings);
            var result = SubmissionCompiler.Compile(request);
            Assert.True(result.Unit is not null, string.Join("; ", result.Errors.Select(e => e.Message)));
            from = result.Next;
            yield return units[result.Unit.Name] = UnitReader.Read(result.Unit.Image);
        }
    }
}
