using Mono.Cecil;
using Mono.Cecil.Cil;
using Stet.Worlds;

namespace Stet.References.Weaving;

/// <summary>
/// Adds to the types of a project what the compiler adds to those of definitions (<see cref="HiddenMembers"/>): a method for each member with an initialiser that gives its value, and a mark for
/// each that computes itself or has a <c>Migrate</c>. So a value made before the member existed gets it without a constructor being run, and one that is computed from others can be computed again.
/// The methods are made from the constructors' own instructions; nothing else in the assembly changes.
/// </summary>
internal static class ProjectWeaver
{
    /// <summary>Changes whenever the same assembly would be written in another way.</summary>
    public const string Version = "2";

    /// <param name="file">The built assembly, with its symbols beside it where there are some.</param>
    /// <param name="to">Where the new one is written, with its symbols.</param>
    public static void Write(string file, string to)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(file));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        var hasSymbols = File.Exists(Path.ChangeExtension(file, ".pdb"));
        using var module = ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = hasSymbols });
        foreach (var type in module.GetTypes().Where(HasInstances).ToList())
        {
            Add(type);
        }

        module.Write(to, new WriterParameters { WriteSymbols = hasSymbols });
    }

    private static bool HasInstances(TypeDefinition type) =>
        !type.IsInterface && !type.IsEnum && !(type.IsAbstract && type.IsSealed) && type.Name[0] != '<' && type.BaseType?.FullName is not ("System.MulticastDelegate" or null)
        && !type.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute");

    private static void Add(TypeDefinition type)
    {
        if (MigrateMark.Of(type) is { } mark)
        {
            type.Methods.Add(Mark(type.Module, HiddenMembers.Hook + mark));
        }

        var starts = FieldStart.Of(type);
        var holders = starts.Where(s => s.Parameter is not null).GroupBy(s => s.Parameter!).ToDictionary(g => g.Key, g => g.First().Field);
        foreach (var field in type.Fields.Where(f => !f.IsStatic).ToList())
        {
            var member = Member.Of(type, field);
            var start = starts.FirstOrDefault(s => s.Field.Name == field.Name && s.Parameter is null);
            if (start is null ? member.ComputesItself : !start.Parameters.Any(p => string.Equals(p.Name, member.Name, StringComparison.OrdinalIgnoreCase)))
            {
                var added = start is null ? Mark(type.Module, HiddenMembers.Lazy + member.Name) : StartMethod.Of(start, PrefixOf(start, member) + member.Name, holders);
                if (added is not null)
                {
                    type.Methods.Add(added);
                }
            }
        }
    }

    private static string PrefixOf(FieldStart start, Member member) =>
        start.Parameters.Any() ? member.ComputesItself || (member.IsGetOnly && !start.Allocates) ? HiddenMembers.Derived : HiddenMembers.InstanceInitialiser
        : member.ComputesItself ? HiddenMembers.Derived : HiddenMembers.Initialiser;

    private static MethodDefinition Mark(ModuleDefinition module, string name)
    {
        var method = new MethodDefinition(name, MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig, module.TypeSystem.Void);
        method.Body.Instructions.Add(Instruction.Create(OpCodes.Ret));
        return method;
    }

    /// <param name="IsGetOnly">A property that only its initialiser and constructors can set.</param>
    /// <param name="ComputesItself">It is marked <c>Derived</c>, or fills its own field when it is read.</param>
    private sealed record Member(string Name, bool IsGetOnly, bool ComputesItself)
    {
        public static Member Of(TypeDefinition type, FieldDefinition field)
        {
            var name = field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
            var property = type.Properties.FirstOrDefault(p => p.Name == name);
            var isMarked = field.CustomAttributes.Concat(property?.CustomAttributes ?? []).Any(a => a.AttributeType.Name == "DerivedAttribute");
            var getter = property is { GetMethod: { } get, SetMethod: null } ? get : null;
            return new(name, getter is not null, isMarked || (getter is { HasBody: true } && getter.Body.Instructions.Any(i => i.OpCode.Code == Code.Stfld && ((FieldReference)i.Operand).Name == field.Name)));
        }
    }
}
