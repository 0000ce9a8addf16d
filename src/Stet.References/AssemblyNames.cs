using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Stet.Model;
using Stet.Worlds;

namespace Stet.References;

/// <summary>Reads an assembly's metadata; nothing of it is loaded.</summary>
internal static class AssemblyNames
{
    /// <summary>The name, identity and references of the assembly in a file; null where it is none.</summary>
    public static (string Name, ContentHash Hash, ImmutableArray<string> References)? Identify(string file)
    {
        using var pe = new PEReader(File.OpenRead(file));
        if (!pe.HasMetadata || pe.GetMetadataReader() is not { IsAssembly: true } metadata)
        {
            return null;
        }

        var module = metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        var hash = new HashBuilder().Add(module.ToString()).Add(new FileInfo(file).Length.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToHash();
        return (metadata.GetString(metadata.GetAssemblyDefinition().Name), hash,
            [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).Distinct()]);
    }

    /// <summary>What code can name of the assembly.</summary>
    public static ExportedNames Exported(string file)
    {
        using var pe = new PEReader(File.OpenRead(file));
        var metadata = pe.GetMetadataReader();
        var types = ImmutableHashSet.CreateBuilder<string>();
        var namespaces = ImmutableHashSet.CreateBuilder<string>();
        var extensions = ImmutableHashSet.CreateBuilder<string>();
        var hasBlocks = false;
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            var name = metadata.GetString(type.Name);
            hasBlocks |= name.StartsWith("<G>$", StringComparison.Ordinal);
            if (IsVisible(type.Attributes))
            {
                AddType(name, types);
                AddNamespace(metadata.GetString(type.Namespace), namespaces);
                extensions.UnionWith(ExtensionsOf(type, metadata));
            }
        }

        foreach (var forwarded in metadata.ExportedTypes.Select(metadata.GetExportedType))
        {
            AddType(metadata.GetString(forwarded.Name), types);
            AddNamespace(metadata.GetString(forwarded.Namespace), namespaces);
        }

        return new(types.ToImmutable(), namespaces.ToImmutable(), extensions.ToImmutable(), hasBlocks || extensions.Any(AmbientMembers.Names.Contains));
    }

    private static void AddType(string name, ImmutableHashSet<string>.Builder types)
    {
        var simple = name.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick ? name[..tick] : name;
        types.Add(simple);
        if (simple.EndsWith("Attribute", StringComparison.Ordinal))
        {
            types.Add(simple[..^"Attribute".Length]);
        }
    }

    private static void AddNamespace(string space, ImmutableHashSet<string>.Builder namespaces)
    {
        if (space.Length > 0)
        {
            namespaces.Add(space);
        }
    }

    private static bool IsVisible(TypeAttributes attributes) =>
        (attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem;

    private static IEnumerable<string> ExtensionsOf(TypeDefinition type, MetadataReader metadata) =>
        !IsExtension(type.GetCustomAttributes(), metadata) ? []
            : type.GetMethods().Select(metadata.GetMethodDefinition)
                .Where(m => m.Attributes.HasFlag(MethodAttributes.Static) && IsExtension(m.GetCustomAttributes(), metadata)).Select(m => metadata.GetString(m.Name));

    private static bool IsExtension(CustomAttributeHandleCollection attributes, MetadataReader metadata) =>
        attributes.Select(metadata.GetCustomAttribute).Any(a => NameOf(a, metadata) == "ExtensionAttribute");

    /// <summary>The simple name of the attribute's type.</summary>
    public static string NameOf(CustomAttribute attribute, MetadataReader metadata) => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent =>
            metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name),
        HandleKind.MethodDefinition => metadata.GetString(
            metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()).Name),
        _ => "",
    };
}
