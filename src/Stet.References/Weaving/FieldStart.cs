using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Stet.References.Weaving;

/// <summary>The code at the beginning of a constructor that gives one field its value: an initialiser of the source, or a parameter that the field holds.</summary>
/// <param name="Field">As the constructor names it.</param>
/// <param name="Value">What puts the value on the stack.</param>
internal sealed record FieldStart(MethodDefinition Constructor, FieldReference Field, IReadOnlyList<Instruction> Value, Instruction End)
{
    /// <summary>The fields that a type's constructors begin with, whichever of them is called. Nothing where they differ in that.</summary>
    public static IReadOnlyList<FieldStart> Of(TypeDefinition type)
    {
        var own = type.Methods.Where(m => m is { IsConstructor: true, IsStatic: false, HasBody: true } && !CallsOwn(m) && !IsCopy(m)).ToList();
        return own.Count == 0 || (type.IsValueType && own.Count > 1) || own.Any(m => m.Body.HasExceptionHandlers && type.IsValueType) ? [] : [.. Of(own[0])];
    }

    /// <summary>The parameter that the value is, and nothing else; null where it is something else.</summary>
    public ParameterDefinition? Parameter => Value is [var only] ? ParameterOf(only) : null;

    /// <summary>The parameters that the value is made from.</summary>
    public IEnumerable<ParameterDefinition> Parameters => Value.Select(ParameterOf).OfType<ParameterDefinition>();

    public ParameterDefinition? ParameterOf(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldarg_1 => Constructor.Parameters[0],
        Code.Ldarg_2 => Constructor.Parameters[1],
        Code.Ldarg_3 => Constructor.Parameters[2],
        Code.Ldarg or Code.Ldarg_S => (ParameterDefinition)instruction.Operand,
        _ => null,
    };

    /// <summary>A new array or collection is something to be filled, not a result.</summary>
    public bool Allocates => Value[^1] is { OpCode.Code: Code.Newarr } or { OpCode.Code: Code.Newobj, Operand: MethodReference { DeclaringType: GenericInstanceType } }
        || (Value[0].OpCode.Code == Code.Newobj && Value.Skip(1).Any(i => i.OpCode.Code == Code.Dup)) || Value.Any(i => i.OpCode.Code == Code.Newarr && i.Next.OpCode.Code == Code.Dup);

    private static IEnumerable<FieldStart> Of(MethodDefinition constructor)
    {
        var depths = StackDepth.Of(constructor);
        var all = constructor.Body.Instructions;
        for (var start = 0; start < all.Count; start++)
        {
            var end = start + 1;
            while (end < all.Count && depths[all[end]] > 0)
            {
                end++;
            }

            var last = all[end - 1];
            if (all[start].OpCode.Code != Code.Ldarg_0 || last.OpCode.Code != Code.Stfld || ((FieldReference)last.Operand).DeclaringType.GetElementType() != constructor.DeclaringType)
            {
                yield break; // The call of the base constructor, or the first statement of a body.
            }

            yield return new(constructor, (FieldReference)last.Operand, [.. all.Skip(start + 1).Take(end - start - 2)], last);
            start = end - 1;
        }
    }

    private static bool CallsOwn(MethodDefinition constructor) => constructor.Body.Instructions.Any(i =>
        i.OpCode.Code == Code.Call && i.Operand is MethodReference { Name: ".ctor", HasThis: true } called && called.DeclaringType.GetElementType() == constructor.DeclaringType);

    private static bool IsCopy(MethodDefinition constructor) =>
        constructor.Parameters is [{ ParameterType: var type }] && type.GetElementType() == constructor.DeclaringType && !constructor.DeclaringType.IsValueType;
}
