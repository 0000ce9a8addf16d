using System.Reflection;
using Stet.CommandLine;
using Stet.Language.Compiling;
using Stet.Worlds;

namespace Stet.Sessions.FunctionCalls;

/// <summary>The functions of a world, as a command line sees them. Their units are loaded for it; nothing of them runs.</summary>
internal sealed class WorkspaceFunctions(Engine engine)
{
    private readonly World world = engine.World;

    /// <summary>In the order of their names.</summary>
    public IEnumerable<Definition> All => world.Graph.Definitions.Values.Where(d => d.Kind == DefinitionKind.Function);

    /// <exception cref="Runtime.BrokenUnitException">The function does not compile.</exception>
    public CallableFunction Of(Definition function)
    {
        var assembly = engine.Loader.Load(world, world.Graph.GroupOf[function.Key].UnitName);
        var holder = assembly.GetType(UnitCompiler.HolderOf(function)) ?? throw new InvalidOperationException($"The unit of {function.Key} does not hold it.");
        var overloads = holder.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.Name == function.SimpleName);
        return new(function.SimpleName, overloads, i => FunctionComment.Of(function.Parts.ElementAtOrDefault(i)?.Text ?? ""), CommentOf);
    }

    /// <summary>The first sentence about a function.</summary>
    public static string Summary(Definition function) => function.Parts.Select(p => FunctionComment.Of(p.Text).Summary).FirstOrDefault(s => s.Length > 0) ?? "";

    private FunctionComment CommentOf(Type type) =>
        world.Graph.Definitions.TryGetValue((type.FullName ?? "").Replace('+', '.'), out var definition) ? FunctionComment.Of(definition.Parts[0].Text) : FunctionComment.None;
}
