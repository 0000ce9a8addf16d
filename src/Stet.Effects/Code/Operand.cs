using System.Globalization;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Stet.Effects.Code;

/// <summary>What stands behind an instruction's code.</summary>
internal static class Operand
{
    /// <summary>Where the instruction may go on, its operand read; also for instructions that go nowhere else.</summary>
    public static IReadOnlyList<int> Targets(OpCode code, ref BlobReader il)
    {
        switch (code.OperandType)
        {
            case OperandType.ShortInlineBrTarget:
                var near = il.ReadSByte();
                return [il.Offset + near];
            case OperandType.InlineBrTarget:
                var far = il.ReadInt32();
                return [il.Offset + far];
            case OperandType.InlineSwitch:
                var offsets = new int[il.ReadInt32()];
                for (var i = 0; i < offsets.Length; i++)
                {
                    offsets[i] = il.ReadInt32();
                }

                var behind = il.Offset;
                return [.. offsets.Select(o => behind + o)];
            default:
                Number(code, ref il);
                return [];
        }
    }

    /// <summary>The operand of an instruction that has a number or none: <c>ldc.i4.3</c> and <c>ldarg.1</c> have theirs in the name.</summary>
    public static long Number(OpCode code, ref BlobReader il) => code.OperandType switch
    {
        OperandType.InlineI8 => il.ReadInt64(),
        OperandType.InlineR => ReadDouble(ref il),
        OperandType.ShortInlineR => (long)il.ReadSingle(),
        OperandType.InlineVar => il.ReadUInt16(),
        OperandType.ShortInlineVar => il.ReadByte(),
        OperandType.ShortInlineI => il.ReadSByte(),
        OperandType.InlineNone => InName(code.Name!),
        _ => il.ReadInt32(),
    };

    private static long ReadDouble(ref BlobReader il) => il.ReadDouble() is var number && Math.Abs(number) < 1e15 ? (long)number : 0;

    private static long InName(string name) =>
        name.EndsWith(".m1", StringComparison.Ordinal) ? -1 : int.TryParse(name[(name.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture, out var number) ? number : 0;
}
