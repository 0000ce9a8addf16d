using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Stet.References.Weaving;

/// <summary>How many values are on the stack before each instruction of a method without exception handlers.</summary>
internal static class StackDepth
{
    public static IReadOnlyDictionary<Instruction, int> Of(MethodDefinition method)
    {
        var before = new Dictionary<Instruction, int>();
        var depth = 0;
        foreach (var instruction in method.Body.Instructions)
        {
            depth = before[instruction] = before.GetValueOrDefault(instruction, depth);
            depth += Pushed(instruction) - Popped(instruction);
            foreach (var target in Targets(instruction))
            {
                before.TryAdd(target, depth);
            }

            if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            {
                depth = 0; // What follows is reached by a jump, if at all.
            }
        }

        return before;
    }

    public static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private static int Popped(Instruction instruction) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8
            or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8
            or StackBehaviour.Popref_popi_popref => 3,
        _ => instruction.Operand is IMethodSignature call ? call.Parameters.Count + (call.HasThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0) + (instruction.OpCode.Code == Code.Calli ? 1 : 0) : 0,
    };

    private static int Pushed(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Varpush => instruction.Operand is IMethodSignature { ReturnType.MetadataType: not MetadataType.Void } ? 1 : 0,
        _ => 1,
    };
}
