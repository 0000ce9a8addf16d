using Stet.Model;

namespace Stet.Toolbox;

/// <summary>An earlier state of the workspace, to look at: <c>at(12)["x"]</c>. Looking changes nothing in the present one.</summary>
public abstract class WorkspaceState
{
    /// <summary>The submission after which the workspace was like this.</summary>
    public abstract SubmissionNumber Number { get; }

    /// <summary>Names of the variables of that state.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>A copy of the variable's value as it was.</summary>
    /// <exception cref="KeyNotFoundException">There was no such variable.</exception>
    public abstract object? this[string name] { get; }

    /// <summary>The value with its type: <c>at(12).Get&lt;int&gt;("x")</c>.</summary>
    public T Get<T>(string name) => (T)this[name]!;

    public override string ToString() => $"state after In[{Number}]: {string.Join(", ", Names)}";
}
