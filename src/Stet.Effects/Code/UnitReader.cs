using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Stet.Effects.Code;

/// <summary>Reads a compiled assembly into its summary. The bytes are read, not loaded: none of its code runs.</summary>
public static class UnitReader
{
    public static UnitSummary Read(ReadOnlyMemory<byte> image)
    {
        using var pe = new PEReader(ImmutableArray.Create(image.Span));
        return new Reading(pe, pe.GetMetadataReader()).Run();
    }

    private sealed class Reading(PEReader pe, MetadataReader metadata)
    {
        private readonly TypeNames types = new(metadata);
        private readonly Dictionary<string, MethodSummary> methods = [];
        private readonly Dictionary<string, TypeSummary> summaries = [];

        public UnitSummary Run()
        {
            var members = new MemberNames(metadata, types);
            foreach (var handle in metadata.TypeDefinitions)
            {
                ReadType(handle, members);
            }

            return new(methods, summaries);
        }

        private void ReadType(TypeDefinitionHandle handle, MemberNames members)
        {
            var type = metadata.GetTypeDefinition(handle);
            var key = types.Of(handle);
            var bases = type.GetInterfaceImplementations().Select(i => metadata.GetInterfaceImplementation(i).Interface).Append(type.BaseType).Where(b => !b.IsNil);
            var own = type.GetMethods().Select(m => ReadMethod(m, key, members)).ToList();
            own.ForEach(m => methods[m.Key] = m);
            summaries[key] = new(key, [.. bases.Select(b => TypeNames.Definition(types.Of(b)))], [.. own.Where(m => m.IsVirtual).Select(m => m.Key)]);
        }

        private MethodSummary ReadMethod(MethodDefinitionHandle handle, string type, MemberNames members)
        {
            var method = metadata.GetMethodDefinition(handle);
            var name = members.Defined(handle);
            var empty = new MethodSummary(name.Key, type, NamesForReaders.Of(type, name.Name), name.Name[(name.Name.LastIndexOf('.') + 1)..],
                name.Parameters.Length, method.Attributes.HasFlag(MethodAttributes.Virtual), [], [], CodeValue.Unknown);
            if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            {
                return empty with { Sites = [CallSite.Of(SiteKind.Opaque, type, $"native {name.Name}")] };
            }

            if (method.RelativeVirtualAddress == 0)
            {
                return empty;
            }

            var body = pe.GetMethodBody(method.RelativeVirtualAddress);
            var locals = body.LocalSignature.IsNil ? [] : metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(types, null);
            return new MethodReader(metadata, types, members, name, locals, body).Run(empty);
        }
    }
}

/// <summary>What the compiler calls things, as the user wrote them.</summary>
internal static class NamesForReaders
{
    public static string Of(string type, string method)
    {
        var outer = type.Split('+')[0];
        var inner = type.Split('+').Skip(1).FirstOrDefault(t => t.StartsWith('<') && t.IndexOf('>', StringComparison.Ordinal) > 1);
        var written = method.StartsWith('<') ? Local(method) : inner is not null ? Machine(inner) : method;
        written = written.StartsWith("__memo", StringComparison.Ordinal) && written.IndexOf('_', "__memo".Length) is > 0 and var end ? written[(end + 1)..] : written;
        written = written == "__formula" ? outer[(outer.LastIndexOf("F_", StringComparison.Ordinal) + 2)..] : written;
        var isFunction = outer.Contains("!__stet.", StringComparison.Ordinal);
        var shown = written is ".ctor" ? "new" : written is ".cctor" ? "static initialisers" : written is "__Run" && isFunction ? "" : written;
        return isFunction ? shown : shown == "new" ? $"new {TypeNames.Shown(type)}" : $"{TypeNames.Shown(outer)}.{shown}";
    }

    /// <summary><c>&lt;tidy&gt;d__1</c> runs the code of an iterator or async function, <c>&lt;&lt;tidy&gt;b__0&gt;d</c> that of a lambda in it.</summary>
    private static string Machine(string type) =>
        type.StartsWith("<<", StringComparison.Ordinal) && type.LastIndexOf(">d", StringComparison.Ordinal) is > 0 and var end ? Local(type[1..end]) : type[1..type.IndexOf('>', StringComparison.Ordinal)];

    /// <summary><c>&lt;tidy&gt;g__inner|0_0</c> is a local function, <c>&lt;tidy&gt;b__0</c> a lambda.</summary>
    private static string Local(string method)
    {
        var end = method.IndexOf('>', StringComparison.Ordinal);
        var rest = method[(end + 1)..];
        return rest.StartsWith("g__", StringComparison.Ordinal) ? rest[3..(rest.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar ? bar : rest.Length)] : "a lambda";
    }
}
