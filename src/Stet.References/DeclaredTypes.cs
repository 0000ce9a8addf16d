using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Stet.Worlds;

namespace Stet.References;

/// <summary>The types that an assembly of a package or project declares, read from its metadata once; nothing of it is loaded.</summary>
public static class DeclaredTypes
{
    private const string Formerly = "FormerlyAttribute";

    /// <summary>A constructor with one parameter, a string: of an instance, one parameter, no result, a string.</summary>
    private static readonly byte[] TakesText = [0x20, 1, (byte)SignatureTypeCode.Void, (byte)SignatureTypeCode.String];

    private static readonly ConditionalWeakTable<CompiledUnit, IReadOnlyList<DeclaredType>> Known = [];

    /// <param name="unit">One with a file.</param>
    /// <returns>Nothing where the file is gone.</returns>
    public static IReadOnlyList<DeclaredType> Of(CompiledUnit unit) => Known.GetValue(unit, u => File.Exists(u.File) ? Read(u.File) : []);

    private static IReadOnlyList<DeclaredType> Read(string file)
    {
        using var pe = new PEReader(File.OpenRead(file));
        var metadata = pe.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Where(t => metadata.GetString(metadata.GetTypeDefinition(t).Name)[0] != '<').Select(t => Read(metadata, t))];
    }

    private static DeclaredType Read(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return new(NameOf(metadata, handle), [.. type.GetGenericParameters().Select(p => metadata.GetString(metadata.GetGenericParameter(p).Name))], [.. FormerNames(metadata, type)], HookOf(metadata, type));
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var (name, space) = (metadata.GetString(type.Name), metadata.GetString(type.Namespace));
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(metadata, outer)}+{name}" : space.Length > 0 ? $"{space}.{name}" : name;
    }

    private static string HookOf(MetadataReader metadata, TypeDefinition type) =>
        type.GetMethods().Select(m => metadata.GetString(metadata.GetMethodDefinition(m).Name)).FirstOrDefault(n => n.StartsWith(HiddenMembers.Hook, StringComparison.Ordinal)) ?? "";

    private static IEnumerable<string> FormerNames(MetadataReader metadata, TypeDefinition type) =>
        from attribute in type.GetCustomAttributes().Select(metadata.GetCustomAttribute)
        where AssemblyNames.NameOf(attribute, metadata) == Formerly && metadata.GetBlobBytes(SignatureOf(metadata, attribute.Constructor)).SequenceEqual(TakesText)
        select TextOf(metadata.GetBlobReader(attribute.Value)) into name
        where name is not null
        select name;

    private static BlobHandle SignatureOf(MetadataReader metadata, EntityHandle constructor) => constructor.Kind == HandleKind.MethodDefinition
        ? metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).Signature : metadata.GetMemberReference((MemberReferenceHandle)constructor).Signature;

    private static string? TextOf(BlobReader value)
    {
        value.ReadUInt16(); // The prolog, which is the same in all.
        return value.ReadSerializedString();
    }
}

/// <summary>A type in the metadata of an assembly.</summary>
/// <param name="Name">In full, as reflection writes it: <c>Geo.Box`1+Part</c>.</param>
/// <param name="Parameters">The names of its type parameters, with those of the types that it is in.</param>
/// <param name="FormerNames">What an attribute named <c>Formerly</c> says that it was called.</param>
/// <param name="Hook">Differs where its own <c>Migrate</c> is to be called; empty where it has none.</param>
public sealed record DeclaredType(string Name, ImmutableArray<string> Parameters, ImmutableArray<string> FormerNames, string Hook);
