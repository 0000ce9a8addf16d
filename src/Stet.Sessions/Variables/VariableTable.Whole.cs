using System.Collections.Immutable;

namespace Stet.Sessions.Variables;

/// <summary>What is asked of all variables together.</summary>
internal sealed partial class VariableTable
{
    public IReadOnlyList<Variable> All
    {
        get
        {
            lock (gate)
            {
                return variables.Sorted;
            }
        }
    }

    /// <summary>Name and type of every variable, for the world.</summary>
    public ImmutableDictionary<string, string> Types
    {
        get
        {
            lock (gate)
            {
                return variables.Types;
            }
        }
    }

    /// <inheritdoc cref="NamedVariables.ChangedSince" />
    public IReadOnlyCollection<string>? ChangedSince(ImmutableDictionary<string, string> types)
    {
        lock (gate)
        {
            return variables.ChangedSince(types);
        }
    }

    /// <inheritdoc cref="NamedVariables.Restless" />
    public IReadOnlyList<Variable> Restless
    {
        get
        {
            lock (gate)
            {
                return variables.Restless;
            }
        }
    }
}
