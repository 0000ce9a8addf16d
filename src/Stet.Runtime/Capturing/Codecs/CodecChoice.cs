using System.Numerics;
using System.Text;
using Stet.Images.Types;

namespace Stet.Runtime.Capturing.Codecs;

/// <summary>Which codec a static type has.</summary>
internal static class CodecChoice
{
    public static Codec Of(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer || type.IsByRef || type.IsByRefLike) return new PointerCodec(type);
        if (!type.IsValueType) return new ReferenceCodec(type);
        if (type.IsEnum) return new EnumCodec(type);
        if (Nullable.GetUnderlyingType(type) is { } inner) return (Codec)Activator.CreateInstance(typeof(NullableCodec<>).MakeGenericType(inner))!;
        return Primitive(type) ?? new StructCodec(type);
    }

    static Codec? Primitive(Type type)
    {
        if (type == typeof(int)) return new PrimitiveCodec<int>(Images.Types.Primitive.Int32);
        if (type == typeof(double)) return new PrimitiveCodec<double>(Images.Types.Primitive.Double);
        if (type == typeof(bool)) return new CheckedCodec<bool>(Images.Types.Primitive.Boolean, static at => at[0] <= 1);
        if (type == typeof(long)) return new PrimitiveCodec<long>(Images.Types.Primitive.Int64);
        if (type == typeof(char)) return new PrimitiveCodec<char>(Images.Types.Primitive.Char);
        if (type == typeof(byte)) return new PrimitiveCodec<byte>(Images.Types.Primitive.Byte);
        if (type == typeof(float)) return new PrimitiveCodec<float>(Images.Types.Primitive.Single);
        if (type == typeof(sbyte)) return new PrimitiveCodec<sbyte>(Images.Types.Primitive.SByte);
        if (type == typeof(short)) return new PrimitiveCodec<short>(Images.Types.Primitive.Int16);
        if (type == typeof(ushort)) return new PrimitiveCodec<ushort>(Images.Types.Primitive.UInt16);
        if (type == typeof(uint)) return new PrimitiveCodec<uint>(Images.Types.Primitive.UInt32);
        if (type == typeof(ulong)) return new PrimitiveCodec<ulong>(Images.Types.Primitive.UInt64);
        if (type == typeof(nint)) return new PrimitiveCodec<nint>(Images.Types.Primitive.IntPtr);
        if (type == typeof(nuint)) return new PrimitiveCodec<nuint>(Images.Types.Primitive.UIntPtr);
        if (type == typeof(Half)) return new PrimitiveCodec<Half>(Images.Types.Primitive.Half);
        if (type == typeof(Int128)) return new PrimitiveCodec<Int128>(Images.Types.Primitive.Int128);
        if (type == typeof(UInt128)) return new PrimitiveCodec<UInt128>(Images.Types.Primitive.UInt128);
        if (type == typeof(Guid)) return new PrimitiveCodec<Guid>(Images.Types.Primitive.Guid);
        if (type == typeof(TimeSpan)) return new PrimitiveCodec<TimeSpan>(Images.Types.Primitive.TimeSpan);
        if (type == typeof(Complex)) return new PrimitiveCodec<Complex>(Images.Types.Primitive.Complex);
        if (type == typeof(BigInteger)) return new BigIntegerCodec();
        if (type == typeof(DateTimeOffset)) return new DateTimeOffsetCodec();
        return Checked(type);
    }

    static Codec? Checked(Type type)
    {
        if (type == typeof(decimal)) return new CheckedCodec<decimal>(Images.Types.Primitive.Decimal, Validity.Decimal);
        if (type == typeof(DateTime)) return new CheckedCodec<DateTime>(Images.Types.Primitive.DateTime, Validity.DateTime);
        if (type == typeof(DateOnly)) return new CheckedCodec<DateOnly>(Images.Types.Primitive.DateOnly, Validity.DateOnly);
        if (type == typeof(TimeOnly)) return new CheckedCodec<TimeOnly>(Images.Types.Primitive.TimeOnly, Validity.TimeOnly);
        if (type == typeof(Rune)) return new CheckedCodec<Rune>(Images.Types.Primitive.Rune, Validity.Rune);
        return null;
    }
}
