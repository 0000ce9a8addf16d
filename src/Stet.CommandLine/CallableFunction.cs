using System.Reflection;
using Stet.CommandLine.Options;

namespace Stet.CommandLine;

/// <summary>A function as a command: its overloads, in the order in which they are written.</summary>
public sealed class CallableFunction(string name, IEnumerable<MethodInfo> overloads, Func<int, FunctionComment> comments, Func<Type, FunctionComment> commentOf)
{
    public string Name { get; } = name;

    public IReadOnlyList<Overload> Overloads { get; } = [.. overloads.OrderBy(m => m.MetadataToken).Select((m, i) => new Overload(name, m, comments(i), commentOf))];

    /// <summary>All options of all overloads, each once.</summary>
    public IReadOnlyList<CallOption> Options => [.. Callable.SelectMany(o => o.Options).DistinctBy(o => o.Name)];

    /// <summary>The overloads that a command line can call.</summary>
    public IEnumerable<Overload> Callable => Overloads.Where(o => o.Trouble is null);

    /// <summary>Why none of them can be called; null where one can.</summary>
    public string? Trouble => Callable.Any() ? null : $"{Name} cannot be called from a command line: {Overloads.FirstOrDefault()?.Trouble ?? "it has no body that compiles"}.";
}
