using Stet.Runtime.Capturing;
using Stet.Runtime.Migrating;

namespace Stet.Runtime.Restoring;

/// <summary>What came back from an image.</summary>
/// <param name="Values">By variable name. Live parts are null in it.</param>
/// <param name="Types">The variables' static types, by name.</param>
/// <param name="Mismatches">Fields that the image and today's types do not have in common; empty where the units are the same.</param>
public sealed record RestoredImage(
    IReadOnlyDictionary<string, object?> Values,
    IReadOnlyDictionary<string, Type> Types,
    IReadOnlyList<LivePart> LiveParts,
    IReadOnlyList<FieldMismatch> Mismatches)
{
    /// <summary>How many objects there are in the image.</summary>
    public int Objects { get; init; }

    /// <summary>Values that could not be carried to the types of today; then <see cref="Values"/> must not be used.</summary>
    public IReadOnlyList<ValueProblem> Problems { get; init; } = [];
}

/// <summary>A field that was not restored.</summary>
/// <param name="InImage">True: the image has it and the type does not (its value was dropped). False: the type has it and the image does not (it holds its default).</param>
public sealed record FieldMismatch(string Type, string Field, bool InImage);

/// <summary>Loads the code of workspace units.</summary>
public interface IUnitLoader
{
    /// <summary>The assembly of a unit named by <see cref="IUnitNames.UnitOf"/> when the image was captured.</summary>
    System.Reflection.Assembly Load(string unit);

    /// <summary>The type of today that a stored type is; null where there is none.</summary>
    /// <param name="name">Its full name when it was captured.</param>
    Type? Find(string unit, string name) => Load(unit).GetType(name);

    /// <summary>What was renamed since the image was captured.</summary>
    NameChanges Names => NameChanges.None;

    /// <summary>What type parameters are others since the image was captured; null where none are.</summary>
    GenericChanges? Generics => null;

    /// <summary>Some types have other names, places or parameters than when the image was captured.</summary>
    bool HasMoves => Names.Any;
}
