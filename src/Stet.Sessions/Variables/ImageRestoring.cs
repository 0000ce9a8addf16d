using System.Reflection;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Migrating;
using Stet.Runtime.Restoring;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Variables;

/// <summary>
/// Restores values from the store into the newest world. Variables that share objects are one image, and come back together.
/// </summary>
internal sealed class ImageRestoring(WorkspaceStore store, Func<World> world, Func<WorldLoader> loader) : IUnitLoader
{
    /// <exception cref="VariableUnavailableException">The stored value is damaged or its types cannot be loaded.</exception>
    public RestoredImage Restore(Variable variable) =>
        RestoreImage(variable.Name, variable.Stored ?? throw new VariableUnavailableException($"{variable.Name} has not been kept yet."), this);

    /// <summary>The values of an image, by root.</summary>
    public IReadOnlyDictionary<string, object?> Restore(string name, StoredForm stored, IUnitLoader units) => RestoreImage(name, stored, units).Values;

    /// <inheritdoc />
    public Type? Find(string unit, string name) => Load(TypeHomes.UnitOf(world(), name) ?? unit).GetType(name);

    /// <summary>Whether the type is the newest world's, and not one of a world that is left or only tried.</summary>
    public bool IsNewest(BegunStatics statics) => TypeUnits.AssembliesIn(statics.Owner).All(unit => loader().IsOf(world(), unit));

    public Assembly Load(string unit) => loader().Load(world(), unit);

    private RestoredImage RestoreImage(string name, StoredForm stored, IUnitLoader units)
    {
        try
        {
            return new Restorer(units, store).Restore(store.ReadImage(stored.Image), CancellationToken.None, number => stored.Live?[number]);
        }
        catch (ValueUnfitException unfit)
        {
            throw new VariableUnavailableException($"The kept value of {name} does not fit the types of today: {unfit.Message}");
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
}
