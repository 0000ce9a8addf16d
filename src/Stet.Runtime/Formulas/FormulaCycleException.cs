namespace Stet.Runtime.Formulas;

/// <summary>A formula turned out to be computed from itself, by a way that the compiler does not see: through a delegate or an interface.</summary>
public sealed class FormulaCycleException(IReadOnlyList<string> path)
    : InvalidOperationException($"{path[0]} is computed from itself: {string.Join(" -> ", path)}.")
{
    public IReadOnlyList<string> Path { get; } = path;
}
