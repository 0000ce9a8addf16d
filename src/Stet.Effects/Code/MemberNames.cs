using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Stet.Effects.Code;

/// <param name="Type">The declaring type, with its arguments.</param>
/// <param name="Instantiation">Type arguments of a generic method.</param>
internal sealed record MemberName(string Type, string Name, bool HasThis, ImmutableArray<string> Parameters, string Returns, ImmutableArray<string> Instantiation)
{
    public string Definition => TypeNames.Definition(Type);

    public string Key => $"{Definition}::{Name}({string.Join(',', Parameters)})";

    public bool IsReadable => Definition.Contains('!', StringComparison.Ordinal);
}

/// <summary>Names of methods and fields that code refers to by tokens.</summary>
internal sealed class MemberNames(MetadataReader metadata, TypeNames types)
{
    public MemberName Method(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MethodDefinition => Defined((MethodDefinitionHandle)handle),
        HandleKind.MemberReference => Referred((MemberReferenceHandle)handle),
        HandleKind.MethodSpecification => Instantiated((MethodSpecificationHandle)handle),
        _ => new("", "?", false, [], "", []),
    };

    public MemberName Defined(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        var signature = method.DecodeSignature(types, null);
        return new(types.Of(method.GetDeclaringType()), metadata.GetString(method.Name), signature.Header.IsInstance, signature.ParameterTypes, signature.ReturnType, []);
    }

    public (string Type, string Name, string FieldType) Field(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            var field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
            return (types.Of(field.GetDeclaringType()), metadata.GetString(field.Name), field.DecodeSignature(types, null));
        }

        var reference = metadata.GetMemberReference((MemberReferenceHandle)handle);
        return (types.Of(reference.Parent), metadata.GetString(reference.Name), reference.DecodeFieldSignature(types, null));
    }

    private MemberName Referred(MemberReferenceHandle handle)
    {
        var reference = metadata.GetMemberReference(handle);
        if (reference.Parent.Kind == HandleKind.MethodDefinition)
        {
            return Defined((MethodDefinitionHandle)reference.Parent);
        }

        var signature = reference.DecodeMethodSignature(types, null);
        return new(types.Of(reference.Parent), metadata.GetString(reference.Name), signature.Header.IsInstance, signature.ParameterTypes, signature.ReturnType, []);
    }

    private MemberName Instantiated(MethodSpecificationHandle handle)
    {
        var specification = metadata.GetMethodSpecification(handle);
        return Method(specification.Method) with { Instantiation = specification.DecodeSignature(types, null) };
    }
}
