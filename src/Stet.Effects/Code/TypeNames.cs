using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using Stet.Model;

namespace Stet.Effects.Code;

/// <summary>
/// Names of types in the metadata of one assembly. Those of the framework are without their assembly (it has moved types about); all others are
/// <c>assembly!Namespace.Type+Nested</c>. Type arguments stand in <c>⟨ ⟩</c>, since <c>&lt;</c> is in generated names.
/// </summary>
internal sealed partial class TypeNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
{
    private readonly string own = UnitAssembly.UnitOf(metadata.GetString(metadata.GetAssemblyDefinition().Name));

    /// <summary>Also the assemblies of Stet that compiled code calls: what they do is the workspace's own business.</summary>
    public static bool IsFramework(string assembly) =>
        assembly is "Stet.Runtime" or "Stet.Toolbox" or "Stet.Model" or "mscorlib" or "netstandard" or "System" or "WindowsBase" or "Microsoft.CSharp" || assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Win32", StringComparison.Ordinal);

    /// <summary>The type without its arguments.</summary>
    public static string Definition(string type) => type.IndexOf('⟨', StringComparison.Ordinal) is >= 0 and var at ? type[..at] : type.TrimEnd('&', '*');

    /// <summary>Types with code that is read: the workspace's and those of packages.</summary>
    public static IEnumerable<string> Readable(string? type) =>
        type is null ? [] : type.Split('⟨', '⟩', ',', '[', ']', '&', '*').Where(t => t.Contains('!', StringComparison.Ordinal) && t[0] != '!');

    /// <summary>A type as a member of a constructed type has it: <c>!0</c> is the first argument of the owner, <c>!!0</c> that of the method.</summary>
    public static string Substituted(string type, string owner, ImmutableArray<string> method)
    {
        if (!type.Contains('!', StringComparison.Ordinal) || !Parameter().IsMatch(type))
        {
            return type;
        }

        var arguments = ArgumentsOf(owner);
        return Parameter().Replace(type, p => (p.Value[1] == '!' ? method : arguments).ElementAtOrDefault(int.Parse(p.Value.TrimStart('!'), CultureInfo.InvariantCulture)) ?? p.Value);
    }

    private static ImmutableArray<string> ArgumentsOf(string type)
    {
        var open = type.IndexOf('⟨', StringComparison.Ordinal);
        if (open < 0)
        {
            return [];
        }

        var arguments = ImmutableArray.CreateBuilder<string>();
        var (depth, from) = (0, open + 1);
        for (var i = open; i < type.Length && (i == open || depth > 0); i++)
        {
            depth += type[i] == '⟨' ? 1 : type[i] == '⟩' ? -1 : 0;
            if (depth == 0 || (depth == 1 && type[i] == ','))
            {
                arguments.Add(type[from..i]);
                from = i + 1;
            }
        }

        return arguments.ToImmutable();
    }

    [GeneratedRegex("(?<=^|[⟨,])!!?[0-9]+")]
    private static partial Regex Parameter();

    public static string AssemblyOf(string type) => type.IndexOf('!', StringComparison.Ordinal) is > 0 and var at ? type[..at] : "";

    /// <summary>The type as a reader knows it.</summary>
    public static string Shown(string type)
    {
        var definition = Definition(type);
        var name = definition[(definition.LastIndexOfAny(['.', '+', '!']) + 1)..];
        return name.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick ? name[..tick] : name;
    }

    public string Of(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        _ => "",
    };

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.IsNested ? $"{GetTypeFromDefinition(reader, type.GetDeclaringType(), 0)}+{name}" : Qualified(own, reader.GetString(type.Namespace), name);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)}+{name}",
            HandleKind.AssemblyReference => Qualified(UnitAssembly.UnitOf(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)), reader.GetString(type.Namespace), name),
            _ => Qualified(own, reader.GetString(type.Namespace), name),
        };
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}⟨{string.Join(',', typeArguments)}⟩";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[]";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "method*";

    private static string Qualified(string assembly, string space, string name)
    {
        var full = space.Length == 0 ? name : $"{space}.{name}";
        return IsFramework(assembly) ? full : $"{assembly}!{full}";
    }
}
