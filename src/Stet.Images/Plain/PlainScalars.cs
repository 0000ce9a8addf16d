using System.Numerics;
using System.Text;
using Stet.Images.Bytes;
using Stet.Images.Types;

namespace Stet.Images;

/// <summary>Values of the primitive types.</summary>
internal static class PlainScalars
{
    /// <summary>The next value, of a primitive that is no reference and none of the format's own.</summary>
    public static object Read(Primitive primitive, ByteReader from) => primitive switch
    {
        Primitive.Boolean => from.Byte() != 0,
        Primitive.Char => (char)from.Raw<ushort>(),
        Primitive.SByte => from.Raw<sbyte>(),
        Primitive.Byte => from.Byte(),
        Primitive.Int16 => from.Raw<short>(),
        Primitive.UInt16 => from.Raw<ushort>(),
        Primitive.Int32 => from.Raw<int>(),
        Primitive.UInt32 => from.Raw<uint>(),
        Primitive.Int64 => from.Raw<long>(),
        Primitive.UInt64 => from.Raw<ulong>(),
        Primitive.IntPtr => (nint)from.Raw<long>(),
        Primitive.UIntPtr => (nuint)from.Raw<ulong>(),
        Primitive.Single => from.Raw<float>(),
        Primitive.Double => from.Raw<double>(),
        Primitive.Half => from.Raw<Half>(),
        Primitive.Int128 => from.Raw<Int128>(),
        Primitive.UInt128 => from.Raw<UInt128>(),
        Primitive.Guid => from.Raw<Guid>(),
        Primitive.TimeSpan => new TimeSpan(from.Raw<long>()),
        Primitive.Complex => from.Raw<Complex>(),
        Primitive.BigInteger => new BigInteger(from.Span(from.Count())),
        Primitive.DateTimeOffset => Offset(from),
        Primitive.Decimal => Checked<decimal>(from, Validity.Decimal),
        Primitive.DateTime => Checked<DateTime>(from, Validity.DateTime),
        Primitive.DateOnly => Checked<DateOnly>(from, Validity.DateOnly),
        Primitive.TimeOnly => Checked<TimeOnly>(from, Validity.TimeOnly),
        Primitive.Rune => Checked<Rune>(from, Validity.Rune),
        _ => throw ByteReader.Damage($"a value of the type {primitive}"),
    };

    /// <summary>An integer of an enum's underlying type.</summary>
    public static long Integer(Primitive primitive, ByteReader from) => Read(primitive, from) switch
    {
        ulong large => unchecked((long)large),
        char c => c,
        bool b => b ? 1 : 0,
        IConvertible number => number.ToInt64(null),
        var other => throw ByteReader.Damage($"an enum whose number is {other}"),
    };

    static object Offset(ByteReader from)
    {
        var (ticks, minutes) = (from.Raw<long>(), from.Raw<short>());
        try
        {
            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        }
        catch (ArgumentException)
        {
            throw ByteReader.Damage("its bits are no DateTimeOffset");
        }
    }

    delegate bool IsValid(ReadOnlySpan<byte> bytes);

    static T Checked<T>(ByteReader from, IsValid isValid) where T : unmanaged
    {
        int start = from.Position;
        bool valid = isValid(from.Span(System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));
        if (!valid) throw ByteReader.Damage($"its bits are no {typeof(T).Name}");
        from.Position = start;
        return from.Raw<T>();
    }
}
