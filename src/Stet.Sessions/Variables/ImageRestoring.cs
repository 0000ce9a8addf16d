using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Restoring;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Variables;

/// <summary>
/// Restores values from the store into the newest world. Variables that share objects come back together: the values of an image that
/// have not been asked for yet are remembered until they are.
/// </summary>
internal sealed class ImageRestoring(WorkspaceStore store, Func<World> world, Func<WorldLoader> loader) : IUnitLoader
{
    private readonly ConditionalWeakTable<Variable, IReadOnlyDictionary<string, object?>> remembered = [];

    /// <exception cref="VariableUnavailableException">The stored value is damaged or its types cannot be loaded.</exception>
    public IReadOnlyDictionary<string, object?> Restore(Variable variable)
    {
        if (remembered.TryGetValue(variable, out var values))
        {
            remembered.Remove(variable);
            return values;
        }

        return Restore(variable.Name, variable.Stored ?? throw new VariableUnavailableException($"{variable.Name} has not been kept yet."));
    }

    /// <summary>The values of an image, by root.</summary>
    public IReadOnlyDictionary<string, object?> Restore(string name, StoredForm stored)
    {
        try
        {
            return new Restorer(this, store).Restore(store.ReadImage(stored.Image), CancellationToken.None).Values;
        }
        catch (DamagedStoreException damage)
        {
            throw new VariableUnavailableException($"The kept value of {name} is damaged ({damage.Message}). Earlier values: log, at(n), undo.");
        }
        catch (BrokenUnitException broken)
        {
            throw new VariableUnavailableException($"{name} cannot be restored: {broken.Message}");
        }
    }

    /// <summary>Keeps the value of another variable of the same image until it is asked for, so that what they share stays shared.</summary>
    public void Remember(Variable variable, IReadOnlyDictionary<string, object?> values) => remembered.AddOrUpdate(variable, values);

    public void Forget(Variable variable) => remembered.Remove(variable);

    public Assembly Load(string unit) => loader().Load(world(), unit);
}
