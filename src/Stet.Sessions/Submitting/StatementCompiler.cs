using System.Collections.Immutable;
using System.Globalization;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Worlds;

namespace Stet.Sessions.Submitting;

/// <summary>Compiles statements against what they name of a world.</summary>
internal static class StatementCompiler
{
    private static readonly HashSet<string> CommandNames =
        [.. typeof(Toolbox.Commands).GetMethods().Where(m => m.IsStatic && !m.IsSpecialName && m.GetParameters().All(p => p.IsOptional)).Select(m => m.Name)];

    public static SubmissionResult Compile(Engine engine, World world, ParsedInput input, int from, SubmissionNumber number)
    {
        var result = SubmissionCompiler.Compile(Request(engine, world, input, from, number));
        var broken = result.Unit is null ? BrokenNamed(world, input) : [];
        return broken.Length > 0 ? result with { Errors = broken }
            : result.Declares.FirstOrDefault(d => IsDefinition(world, d.Name)) is { } clash ? result with { Unit = null, Errors = [Clash(world, input, clash.Name)] }
            : result;
    }

    private static bool IsDefinition(World world, string name) => world.Graph.Definitions.TryGetValue(name, out var d) && d.Kind != DefinitionKind.Submission;

    private static Diagnostic Clash(World world, ParsedInput input, string name)
    {
        var line = input.Code.Split('\n')[0];
        return new(Severity.Error, "STET0101",
            $"{name} is a {EngineView.KindOf(world.Graph.Definitions[name])}. A name means one thing in the whole workspace: 'drop {name}' first, or choose another name. Nothing was run.",
            input.Name, 1, 1, 1, line.Length + 1, line);
    }

    /// <summary>What is broken among the definitions that the statements name: the reason why they do not compile.</summary>
    private static ImmutableArray<Diagnostic> BrokenNamed(World world, ParsedInput input)
    {
        var line = input.Code.Split('\n')[0];
        var named = world.Graph.DependenciesOf(input.StatementNames).Where(k => world.Broken.ContainsKey(world.Graph.GroupOf[k].UnitName));
        return [.. named.Select(k => new Diagnostic(Severity.Error, "STET0110",
            $"{k} is broken until it or what it uses is mended: {string.Join("; ", world.Broken[world.Graph.GroupOf[k].UnitName].Select(e => $"{e.Source}:{e.Line}:{e.Column}: {e.Message}"))}",
            input.Name, 1, 1, 1, line.Length + 1, line))];
    }

    public static SubmissionRequest Request(Engine engine, World world, ParsedInput input, int from, SubmissionNumber number)
    {
        var graph = world.Graph;
        var mentions = input.StatementNames.Mentions;
        var variables = mentions.Where(n => world.Variables.ContainsKey(n) && engine.Variables.Find(n) is not null).ToImmutableDictionary(n => n, n => world.Variables[n]);
        var keys = graph.DependenciesOf(input.StatementNames).ToHashSet();
        keys.UnionWith(variables.Values.SelectMany(IdentifierScan.In).SelectMany(name => graph.Named(name)));
        keys.UnionWith(UsingMeaning.Opened(world.Usings, graph));
        var names = keys.Select(k => graph.GroupOf[k].UnitName).ToHashSet();
        var reached = ContractReach(world, keys);
        var used = world.References.UsedBy(ReferenceUse.Names(input.StatementNames, reached.Select(k => graph.Definitions[k]), variables.Values.Concat(reached.Select(world.Formula).OfType<FormulaContract>().Select(f => f.Type)), world.Usings));
        var suffix = from == 0 ? "" : "_" + from.ToString(CultureInfo.InvariantCulture);
        ImmutableArray<Definition> dependencies = [.. keys.Select(k => graph.Definitions[k]).Where(d => world.Units.ContainsKey(graph.GroupOf[d.Key].UnitName))];
        var usings = UsingMeaning.For(world.Usings, UsingMeaning.Limited(world.Usings, graph), graph, mentions.Contains, dependencies);
        return new(
            input, from, $"In{number}{input.Part}{suffix}{ShownName.Reserved}", default, dependencies,
            [.. UnitsOf(world, reached), .. used], variables, InSlots(engine, world, mentions.Union(input.DeclaredNames)), Callable(world, mentions), usings)
        {
            EmptyNamespaces = world.References.NotIn(used, world.Usings),
        };
    }

    /// <summary>For completion: what packages have is offered though nothing of them is named yet.</summary>
    public static SubmissionRequest RequestWithAll(Engine engine, World world, ParsedInput input)
    {
        var request = Request(engine, world, input, 0, default);
        return request with { References = [.. request.References.Union(world.References.Units)], EmptyNamespaces = [] };
    }

    /// <summary>The definitions, with those that their contracts mention.</summary>
    private static HashSet<string> ContractReach(World world, IEnumerable<string> keys)
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>(keys);
        while (waiting.TryPop(out var key))
        {
            foreach (var member in world.Graph.GroupOf[key].Members.Where(m => reached.Add(m.Key)))
            {
                foreach (var next in world.ContractDependenciesOf(member))
                {
                    waiting.Push(next);
                }
            }
        }

        return reached;
    }

    private static ImmutableArray<CompiledUnit> UnitsOf(World world, IEnumerable<string> keys) =>
        [.. keys.Select(k => world.Graph.GroupOf[k].UnitName).Distinct().Where(world.Units.ContainsKey).Order(StringComparer.Ordinal).Select(n => world.Units[n])];

    /// <summary>Variables that functions, kept lambdas or tasks may touch while the submission runs.</summary>
    private static HashSet<string> InSlots(Engine engine, World world, IEnumerable<string> names) =>
        [.. names.Where(name => world.Uses(name) || engine.Variables.Find(name)?.Escaped == true)];

    private static HashSet<string> Callable(World world, IEnumerable<string> mentions) =>
        [.. mentions.Where(m => world.Graph.Named(m).Any(k => world.Graph.Definitions[k].Kind == DefinitionKind.Function) || CommandNames.Contains(m))];
}
