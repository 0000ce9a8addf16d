using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Stet.Effects.Code;

/// <summary>A value on the evaluation stack and its static type, where that is known.</summary>
/// <param name="IsShown">The framework made it of values that hold nothing unseen.</param>
/// <param name="AddressOf">The variable of the workspace whose address it is.</param>
internal readonly record struct Entry(CodeValue Value, string? Type = null, bool IsShown = false, string? AddressOf = null)
{
    public static Entry Unknown { get; } = new(CodeValue.Unknown);
}

/// <summary>
/// Goes through the instructions of one method once, in order, and notes its calls with what is known of their arguments. Where ways of the control flow
/// meet, a value is either of what it was; a local that more than one way may have set is either of all that it is set to.
/// </summary>
internal sealed class MethodReader
{
    private readonly MetadataReader metadata;
    private readonly TypeNames types;
    private readonly MemberNames members;
    private readonly MemberName method;
    private readonly ImmutableArray<string> localTypes;
    private readonly MethodBodyBlock body;
    private readonly CallReader calls;
    private readonly Dictionary<int, List<Entry>> arriving = [];
    private readonly HashSet<int> targets = [];
    private readonly HashSet<int> handlers;
    private List<Entry> stack = [];
    private bool isReached = true;

    public MethodReader(MetadataReader metadata, TypeNames types, MemberNames members, MemberName method, ImmutableArray<string> localTypes, MethodBodyBlock body)
    {
        (this.metadata, this.types, this.members, this.method, this.localTypes, this.body) = (metadata, types, members, method, localTypes, body);
        handlers = [.. body.ExceptionRegions.Select(r => r.HandlerOffset), .. body.ExceptionRegions.Where(r => r.FilterOffset > 0).Select(r => r.FilterOffset)];
        calls = new(method);
    }

    public MethodSummary Run(MethodSummary empty)
    {
        foreach (var machine in localTypes.Select(TypeNames.Definition).Where(CallReader.IsStateMachine))
        {
            calls.UseMachine(machine);
        }

        FindTargets();
        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            Arrive(il.Offset);
            Step(ref il);
        }

        return calls.ToSummary(empty);
    }

    private static OpCode Read(ref BlobReader il)
    {
        var code = (int)il.ReadByte();
        return OpCodeTable.Find(code == 0xFE ? 0xFE00 | il.ReadByte() : code);
    }

    private void FindTargets()
    {
        targets.UnionWith(handlers);
        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            var code = Read(ref il);
            foreach (var target in Operand.Targets(code, ref il))
            {
                targets.Add(target);
            }
        }
    }

    private void Arrive(int offset)
    {
        if (!targets.Contains(offset))
        {
            return;
        }

        calls.ForgetCurrent();
        if (arriving.TryGetValue(offset, out var other))
        {
            stack = isReached && stack.Count == other.Count ? [.. stack.Zip(other, Meet)] : [.. other];
        }
        else if (!isReached)
        {
            stack = handlers.Contains(offset) ? [Entry.Unknown] : [];
        }

        isReached = true;
    }

    private static Entry Meet(Entry a, Entry b) => new(CodeValue.Either([a.Value, b.Value]), a.Type == b.Type ? a.Type : null, a.IsShown && b.IsShown);

    private void Leave(IEnumerable<int> to, bool empties)
    {
        foreach (var target in to)
        {
            List<Entry> brought = empties ? [] : [.. stack];
            arriving[target] = arriving.TryGetValue(target, out var known) && known.Count == brought.Count ? [.. known.Zip(brought, Meet)] : brought;
        }
    }

    private Entry Pop()
    {
        if (stack.Count == 0)
        {
            return Entry.Unknown;
        }

        var top = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private ImmutableArray<Entry> Pop(int count)
    {
        var popped = new Entry[count];
        for (var i = count - 1; i >= 0; i--)
        {
            popped[i] = Pop();
        }

        return [.. popped];
    }

    private void Push(CodeValue value, string? type = null, bool isShown = false) => stack.Add(new(value, type, isShown));

    private void Step(ref BlobReader il)
    {
        var code = Read(ref il);
        switch (code.OperandType)
        {
            case OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget or OperandType.InlineSwitch:
                Pop(OpCodeTable.Pops(code));
                Leave(Operand.Targets(code, ref il), empties: code == OpCodes.Leave || code == OpCodes.Leave_S);
                break;
            case OperandType.InlineString:
                Push(new TextValue(metadata.GetUserString((UserStringHandle)Handle(ref il))), "System.String");
                break;
            case OperandType.InlineMethod:
                Method(code, (EntityHandle)Handle(ref il));
                break;
            case OperandType.InlineField:
                Field(code, members.Field((EntityHandle)Handle(ref il)));
                break;
            case OperandType.InlineType:
                Type(code, types.Of((EntityHandle)Handle(ref il)));
                break;
            case OperandType.InlineSig:
                CallIndirectly((StandaloneSignatureHandle)Handle(ref il));
                break;
            default:
                Plain(code, Operand.Number(code, ref il));
                break;
        }

        if (code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
        {
            isReached = false;
            stack = [];
        }
    }

    private static Handle Handle(ref BlobReader il) => System.Reflection.Metadata.Ecma335.MetadataTokens.Handle(il.ReadInt32());

    private void Method(OpCode code, EntityHandle handle)
    {
        var called = members.Method(handle);
        if (code == OpCodes.Ldftn || code == OpCodes.Ldvirtftn)
        {
            Pop(code == OpCodes.Ldvirtftn ? 1 : 0);
            Push(new MethodValue(called.Key, called.HasThis));
            return;
        }

        var isNew = code == OpCodes.Newobj;
        var arguments = Pop(called.Parameters.Length + (called.HasThis && !isNew ? 1 : 0));
        if (called.HasThis && !isNew && arguments[0].AddressOf is { } variable && PlainTypes.ShowAll(arguments[0].Type) && !called.IsReadable && !called.Definition.EndsWith("Enumerator", StringComparison.Ordinal))
        {
            calls.Reads(variable);
        }

        var result = calls.Call(called, code == OpCodes.Callvirt, isNew, arguments);
        if (isNew || called.Returns != "System.Void")
        {
            Push(result, isNew ? called.Type : TypeNames.Substituted(called.Returns, called.Type, called.Instantiation), CallReader.IsShown(called, arguments));
        }
    }

    private void CallIndirectly(StandaloneSignatureHandle handle)
    {
        var signature = metadata.GetStandaloneSignature(handle).DecodeMethodSignature(types, null);
        Pop(signature.ParameterTypes.Length + (signature.Header.IsInstance ? 1 : 0) + 1);
        calls.Opaque("a function pointer");
        if (signature.ReturnType != "System.Void")
        {
            Push(CodeValue.Unknown);
        }
    }

    private void Field(OpCode code, (string Type, string Name, string FieldType) field)
    {
        if (code == OpCodes.Stfld || code == OpCodes.Stsfld)
        {
            var value = Pop();
            calls.Store(code == OpCodes.Stfld ? Pop().Value : null, field, value.Value);
            return;
        }

        var owner = code == OpCodes.Ldsfld || code == OpCodes.Ldsflda ? null : Pop().Value;
        stack.Add(new(calls.Load(owner, field), TypeNames.Substituted(field.FieldType, field.Type, []), AddressOf: code == OpCodes.Ldflda ? calls.Address(owner, field.Name) : null));
    }

    private void Type(OpCode code, string type)
    {
        if (code == OpCodes.Castclass || code == OpCodes.Isinst || code == OpCodes.Box || code == OpCodes.Unbox_Any || code == OpCodes.Unbox)
        {
            var value = Pop();
            Push(value.Value, code == OpCodes.Box ? type : value.Type?.Contains('!', StringComparison.Ordinal) == true ? value.Type : type);
        }
        else if (code == OpCodes.Newarr)
        {
            Pop();
            Push(new CollectionValue(), type + "[]");
        }
        else if (code == OpCodes.Initobj)
        {
            Pop();
            calls.UseMachine(TypeNames.Definition(type));
        }
        else if (code == OpCodes.Ldelem)
        {
            Element();
        }
        else if (code == OpCodes.Stelem)
        {
            StoreElement();
        }
        else
        {
            Other(code, code == OpCodes.Ldobj ? type : null);
        }
    }

    private void Plain(OpCode code, long operand)
    {
        var name = code.Name!;
        if (name.StartsWith("ldarg", StringComparison.Ordinal))
        {
            var index = (int)operand;
            Push(new ParameterValue(index), method.HasThis ? index == 0 ? method.Type : method.Parameters.ElementAtOrDefault(index - 1) : method.Parameters.ElementAtOrDefault(index));
        }
        else if (name.StartsWith("ldloc", StringComparison.Ordinal))
        {
            Push(calls.Local((int)operand, byReference: name.StartsWith("ldloca", StringComparison.Ordinal)), localTypes.ElementAtOrDefault((int)operand));
        }
        else if (name.StartsWith("stloc", StringComparison.Ordinal))
        {
            calls.SetLocal((int)operand, Pop().Value);
        }
        else if (name.StartsWith("ldc.i", StringComparison.Ordinal))
        {
            Push(new NumberValue(operand), "System.Int32");
        }
        else if (code == OpCodes.Dup)
        {
            var top = Pop();
            stack.AddRange([top, top]);
        }
        else if (code == OpCodes.Ldnull)
        {
            Push(CodeValue.Nothing);
        }
        else if (name.StartsWith("ldelem", StringComparison.Ordinal) || name == "ldelema")
        {
            Element();
        }
        else if (name.StartsWith("stelem", StringComparison.Ordinal))
        {
            StoreElement();
        }
        else if (name.StartsWith("conv", StringComparison.Ordinal) || name.StartsWith("ldind", StringComparison.Ordinal))
        {
            Push(Pop().Value);
        }
        else if (code == OpCodes.Ret)
        {
            calls.Return(method.Returns == "System.Void" ? CodeValue.Nothing : Pop().Value);
        }
        else
        {
            Other(code, null);
        }
    }

    private void Other(OpCode code, string? type)
    {
        var popped = Pop(Math.Max(0, OpCodeTable.Pops(code)));
        for (var i = 0; i < OpCodeTable.Pushes(code); i++)
        {
            Push(type is not null && popped.Length == 1 ? popped[0].Value : CodeValue.Unknown, type);
        }
    }

    private void Element()
    {
        var index = Pop();
        var array = Pop();
        Push(new FunctionValue("element", [array.Value, index.Value]), array.Type?.EndsWith("[]", StringComparison.Ordinal) == true ? array.Type[..^2] : null);
    }

    private void StoreElement()
    {
        var popped = Pop(3);
        if (popped[0].Value is CollectionValue array)
        {
            array.Items.Add(popped[2].Value);
        }
    }
}
