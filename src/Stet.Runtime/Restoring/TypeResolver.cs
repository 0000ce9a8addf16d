using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Stet.Images;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Migrating;

namespace Stet.Runtime.Restoring;

/// <summary>
/// Finds the types an image names, by two ways only: units through the loader, all else by simple assembly name among the assemblies
/// of the shared framework and those already loaded. Nothing is searched for on disk.
/// </summary>
internal sealed class TypeResolver(ImageTables tables, IUnitLoader units)
{
    readonly Type?[] _types = new Type?[tables.Types.Count];
    readonly Assembly?[] _homes = new Assembly?[tables.Homes.Count];
    int _depth;

    /// <summary>What was renamed since the image was captured.</summary>
    public NameChanges Names => units.Names;

    /// <summary>Some types have other names, places or parameters than when the image was captured.</summary>
    public bool HasMoves => units.HasMoves || units.Generics is { Any: true };

    /// <summary>What the loader threw: it goes to the caller as it is, and is not damage.</summary>
    public ExceptionDispatchInfo? LoaderFailure { get; private set; }

    /// <exception cref="Model.DamagedStoreException">There is no such type, or it cannot be constructed with these arguments.</exception>
    public Type Resolve(int index)
    {
        if (index < Primitives.FirstOfTable) return PrimitiveTypes.Of((Primitive)index) ?? throw ByteReader.Damage($"type {index} has no values");
        int at = index - Primitives.FirstOfTable;
        if (at >= _types.Length) throw ByteReader.Damage($"a reference to type {index}, which it does not have");
        return _types[at] ??= Find(tables.Types[at]);
    }

    Type Find(TypeRecord record)
    {
        if (++_depth > 100) throw ByteReader.Damage("a type's arguments contain the type");
        try
        {
            return record.Form == Form.Array ? ArrayOf(record) : Named(record);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or BadImageFormatException or System.IO.FileLoadException or NotSupportedException)
        {
            throw new Model.DamagedStoreException("image", $"the type {record.Name} cannot be had: {e.Message}", e);
        }
        finally
        {
            _depth--;
        }
    }

    Type ArrayOf(TypeRecord record)
    {
        var element = Resolve(record.Element);
        return record.Rank == 0 ? element.MakeArrayType() : element.MakeArrayType(record.Rank);
    }

    Type Named(TypeRecord record)
    {
        var home = tables.Homes[record.Home];
        var definition = home.IsUnit ? OfUnit(home.Name, record) : (_homes[record.Home] ??= Load(home)).GetType(record.Name);
        if (definition is null) throw home.IsUnit ? new UnfitTypeException(Gone(record.Name)) : ByteReader.Damage($"there is no type {record.Name} in {home.Name}");
        if (!definition.IsGenericTypeDefinition) return definition;
        Type[] arguments = [.. record.Arguments.Select(Resolve)];
        return home.IsUnit ? OfUnit(home.Name, record.Name, definition, arguments)
            : record.Arguments.Count == 0 ? definition : MadeTypes.Instance.Make(definition, arguments);
    }

    /// <summary>With the arguments that its parameters of today stand for. What holds static places has those of its owner.</summary>
    Type OfUnit(string unit, string name, Type definition, Type[] arguments)
    {
        if (!StaticFields.IsHolder(name)) return Constructed(unit, name, definition, arguments);
        return definition.MakeGenericType(Constructed(unit, StaticFields.OwnerOf(name), definition.DeclaringType!, arguments).GetGenericArguments());
    }

    Type Constructed(string unit, string name, Type definition, Type[] arguments) =>
        units.Generics is { } changes ? changes.Construct(unit, name, definition, arguments)
        : definition.GetGenericArguments().Length == arguments.Length ? MadeTypes.Instance.Make(definition, arguments)
        : throw new UnfitTypeException($"{TypeNames.Of(definition)} has another number of type parameters than it had");

    /// <summary>Functions are methods of a class that the user never sees.</summary>
    static string Gone(string name) => name.StartsWith("__stet.F_", StringComparison.Ordinal) ? $"there is no function {name["__stet.F_".Length..]} any more" : $"there is no type {name} any more";

    Type? OfUnit(string unit, TypeRecord record)
    {
        try
        {
            return StaticFields.IsHolder(record.Name) ? Holder(unit, StaticFields.OwnerOf(record.Name)) : units.Find(unit, record.Name);
        }
        catch (Exception e)
        {
            LoaderFailure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }

    /// <summary>Where the type is no more, what its static places held is nobody's; the rest of the image can be had.</summary>
    Type Holder(string unit, string owner)
    {
        try
        {
            return units.Find(unit, owner) is { } type && StaticFields.HolderOf(type) is { } holder ? holder : typeof(StaticFields);
        }
        catch (BrokenUnitException)
        {
            return typeof(StaticFields);
        }
    }

    Assembly Load(Home home)
    {
        return KnownAssemblies.Find(home.Name) ?? throw ByteReader.Damage($"the assembly {home.Name} is neither of the framework nor loaded");
    }
}
