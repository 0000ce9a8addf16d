using System.Buffers.Binary;
using System.Text;

namespace Stet.Images.Types;

/// <summary>Whether bytes are a value of a primitive type for which not every pattern is one.</summary>
internal static class Validity
{
    public static bool Decimal(ReadOnlySpan<byte> at)
    {
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(at);
        return (flags & 0x7F00FFFF) == 0 && (flags >> 16 & 0xFF) <= 28;
    }

    public static bool DateTime(ReadOnlySpan<byte> at) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(at) & 0x3FFFFFFFFFFFFFFF) <= (ulong)System.DateTime.MaxValue.Ticks;

    public static bool DateOnly(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32LittleEndian(at) <= (uint)System.DateOnly.MaxValue.DayNumber;

    public static bool TimeOnly(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt64LittleEndian(at) <= (ulong)System.TimeOnly.MaxValue.Ticks;

    public static bool Rune(ReadOnlySpan<byte> at) => System.Text.Rune.IsValid(BinaryPrimitives.ReadUInt32LittleEndian(at));
}
