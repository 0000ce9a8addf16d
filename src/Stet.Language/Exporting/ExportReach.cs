using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Compiling;
using Stet.Language.Renaming;
using Stet.Worlds;

namespace Stet.Language.Exporting;

/// <summary>What a definition reaches, by what its names mean: exactly that, where <see cref="DefinitionGraph"/> has what they may mean.</summary>
/// <param name="Keys">The definitions, the first included, in the order of their keys.</param>
/// <param name="Variables">Workspace variables that the code names.</param>
/// <param name="Spaces">Namespaces and static classes of all that the code names.</param>
/// <param name="Aliases">Aliases of usings that it names.</param>
/// <param name="Commands">What it names of Stet's own.</param>
/// <param name="Assemblies">Names of the assemblies outside of the workspace that it names something of.</param>
public sealed record ExportReach(
    ImmutableSortedSet<string> Keys, ImmutableSortedSet<string> Variables, ImmutableHashSet<string> Spaces, ImmutableHashSet<string> Aliases, ImmutableSortedSet<string> Commands, ImmutableHashSet<string> Assemblies)
{
    /// <param name="compiled">Definitions that the compiled code of a definition refers to: also by what C# calls without a name (operators, <c>foreach</c>, conversions).</param>
    public static ExportReach Of(WorkspaceText text, string key, Func<string, IEnumerable<string>> compiled)
    {
        var walk = new Walk(new WorkspaceProgram(text));
        walk.Follow(key, compiled);
        return walk.Found;
    }

    /// <summary>Namespaces of Stet's of which an export has what it needs, or which it leaves out.</summary>
    private static readonly HashSet<string> ComesAlong = ["Stet.Calling", "Stet.Migration", "Stet.Memos"];

    private sealed class Walk(WorkspaceProgram program)
    {
        private readonly Dictionary<SyntaxTree, string> keys = program.Trees.Where(t => t.Key is not null).ToDictionary(t => t.Tree, t => t.Key!);
        private readonly ILookup<string, ProgramTree> trees = program.Trees.Where(t => t.Key is not null).ToLookup(t => t.Key!);
        private readonly HashSet<string> reached = [];
        private readonly HashSet<string> variables = [];
        private readonly HashSet<string> spaces = [];
        private readonly HashSet<string> aliases = [];
        private readonly HashSet<string> commands = [];
        private readonly HashSet<string> assemblies = [];
        private readonly Stack<string> waiting = new();

        public ExportReach Found => new(
            reached.ToImmutableSortedSet(StringComparer.Ordinal), variables.ToImmutableSortedSet(StringComparer.Ordinal), [.. spaces], [.. aliases], commands.ToImmutableSortedSet(StringComparer.Ordinal), [.. assemblies]);

        public void Follow(string first, Func<string, IEnumerable<string>> compiled)
        {
            waiting.Push(first);
            while (waiting.TryPop(out var key))
            {
                if (!program.Graph.Definitions.ContainsKey(key) || !reached.Add(key))
                {
                    continue;
                }

                foreach (var tree in trees[key])
                {
                    See(program.Model(tree), tree.Tree.GetRoot());
                }

                foreach (var other in compiled(key))
                {
                    waiting.Push(other);
                }
            }
        }

        private void See(SemanticModel model, SyntaxNode root)
        {
            foreach (var name in root.DescendantNodes(n => n is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>())
            {
                if (name is IdentifierNameSyntax identifier && model.GetAliasInfo(identifier) is { } alias)
                {
                    aliases.Add(alias.Name);
                }

                var info = model.GetSymbolInfo(name);
                foreach (var symbol in info.Symbol is { } only ? [only] : info.CandidateSymbols)
                {
                    See(symbol);
                }
            }
        }

        private void See(ISymbol symbol)
        {
            if (symbol is IFieldSymbol { ContainingType.Name: VariableStubs.StubClass })
            {
                variables.Add(symbol.Name);
                return;
            }

            var plain = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
            foreach (var location in plain is INamespaceSymbol ? [] : plain.OriginalDefinition.Locations)
            {
                if (location.SourceTree is { } tree && keys.TryGetValue(tree, out var key))
                {
                    waiting.Push(key);
                }
            }

            var type = plain as INamedTypeSymbol ?? plain.ContainingType;
            if (type is null)
            {
                return;
            }

            spaces.Add(type.ContainingNamespace?.ToDisplayString() ?? "");
            spaces.Add(type.OriginalDefinition.ToDisplayString());
            if (type.Locations.All(l => !l.IsInSource) && type.ContainingAssembly is { } assembly)
            {
                assemblies.Add(assembly.Name);
                if (assembly.Name == "Stet.Toolbox" && !ComesAlong.Contains(type.ContainingNamespace?.ToDisplayString() ?? ""))
                {
                    commands.Add(plain is IMethodSymbol { MethodKind: MethodKind.Constructor } ? type.Name : plain.Name);
                }
            }
        }
    }
}
