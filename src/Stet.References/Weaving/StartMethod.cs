using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Stet.References.Weaving;

/// <summary>A method of a type that gives the value of one of its initialisers: the constructor's own instructions, with members in the place of its parameters.</summary>
internal static class StartMethod
{
    /// <param name="holders">The fields that just hold a parameter.</param>
    /// <returns>Null where the value needs something that only the constructor has.</returns>
    public static MethodDefinition? Of(FieldStart start, string name, IReadOnlyDictionary<ParameterDefinition, FieldReference> holders)
    {
        var needsOwner = start.Parameters.Any();
        if (!start.Parameters.All(holders.ContainsKey) || !start.Value.All(i => IsOwn(i, start)))
        {
            return null;
        }

        var method = new MethodDefinition(name, MethodAttributes.Private | MethodAttributes.HideBySig | (needsOwner ? 0 : MethodAttributes.Static), start.Field.FieldType);
        method.Body.InitLocals = start.Constructor.Body.InitLocals;
        start.Constructor.Body.Variables.ToList().ForEach(v => method.Body.Variables.Add(new(v.VariableType)));
        Fill(method.Body, start, holders);
        return method;
    }

    private static void Fill(MethodBody body, FieldStart start, IReadOnlyDictionary<ParameterDefinition, FieldReference> holders)
    {
        var copies = new Dictionary<Instruction, Instruction> { [start.End] = Instruction.Create(OpCodes.Ret) };
        foreach (var instruction in start.Value)
        {
            var copy = Instruction.Create(OpCodes.Nop);
            (copy.OpCode, copy.Operand) = start.ParameterOf(instruction) is null ? (Long(instruction.OpCode), Operand(instruction, body)) : (OpCodes.Ldarg_0, null);
            copies[instruction] = copy;
            body.Instructions.Add(copy);
            if (start.ParameterOf(instruction) is { } parameter)
            {
                body.Instructions.Add(Instruction.Create(OpCodes.Ldfld, holders[parameter]));
            }
        }

        body.Instructions.Add(copies[start.End]);
        foreach (var copy in copies.Values)
        {
            copy.Operand = copy.Operand switch
            {
                Instruction target => copies[target],
                Instruction[] targets => targets.Select(t => copies[t]).ToArray(),
                var other => other,
            };
        }
    }

    private static object? Operand(Instruction instruction, MethodBody body) =>
        instruction.Operand is VariableDefinition local ? body.Variables[local.Index] : instruction.Operand;

    /// <summary>Distances may have grown.</summary>
    private static OpCode Long(OpCode code) => code.OperandType != OperandType.ShortInlineBrTarget ? code
        : (OpCode)typeof(OpCodes).GetFields().First(f => f.Name == $"{code.Code}"[..^2]).GetValue(null)!;

    /// <summary>It uses no place of the constructor but parameters as they came, and locals that it has filled itself, and goes nowhere else.</summary>
    private static bool IsOwn(Instruction instruction, FieldStart start) => instruction.OpCode.Code switch
    {
        Code.Ldarg_0 or Code.Ldarga or Code.Ldarga_S or Code.Starg or Code.Starg_S => false,
        _ => StackDepth.Targets(instruction).All(t => t == start.End || start.Value.Contains(t)) && (LocalRead(instruction) is not { } read || start.Value.TakeWhile(i => i != instruction).Any(i => LocalFilled(i) == read)),
    };

    private static int? LocalRead(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldloc_0 => 0,
        Code.Ldloc_1 => 1,
        Code.Ldloc_2 => 2,
        Code.Ldloc_3 => 3,
        Code.Ldloc or Code.Ldloc_S => ((VariableDefinition)instruction.Operand).Index,
        _ => null,
    };

    private static int? LocalFilled(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Stloc_0 => 0,
        Code.Stloc_1 => 1,
        Code.Stloc_2 => 2,
        Code.Stloc_3 => 3,
        Code.Stloc or Code.Stloc_S or Code.Ldloca or Code.Ldloca_S => ((VariableDefinition)instruction.Operand).Index,
        _ => null,
    };
}
