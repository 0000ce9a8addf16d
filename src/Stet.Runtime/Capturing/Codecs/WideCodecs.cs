using System.Numerics;
using System.Runtime.CompilerServices;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Codecs;

internal sealed class BigIntegerCodec() : Codec(typeof(BigInteger))
{
    public override bool Immutable => true;

    public override int Describe(TypeTable types) => (int)Primitive.BigInteger;

    public override void Write(ref byte at, GraphWriter to)
    {
        byte[] bytes = Unsafe.As<byte, BigInteger>(ref at).ToByteArray();
        to.Out.Varint(bytes.Length);
        to.Out.Span(bytes);
    }

    public override void Read(ref byte at, GraphReader from) =>
        Unsafe.As<byte, BigInteger>(ref at) = new BigInteger(from.In.Span(from.In.Count()));
}

/// <summary>Clock time in ticks, and the offset in minutes.</summary>
internal sealed class DateTimeOffsetCodec() : Codec(typeof(DateTimeOffset))
{
    public override bool Immutable => true;

    public override int Describe(TypeTable types) => (int)Primitive.DateTimeOffset;

    public override void Write(ref byte at, GraphWriter to)
    {
        var value = Unsafe.As<byte, DateTimeOffset>(ref at);
        to.Out.Raw(value.Ticks);
        to.Out.Raw((short)value.TotalOffsetMinutes);
    }

    public override void Read(ref byte at, GraphReader from)
    {
        long ticks = from.In.Raw<long>();
        short minutes = from.In.Raw<short>();
        try
        {
            Unsafe.As<byte, DateTimeOffset>(ref at) = new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        }
        catch (ArgumentException)
        {
            throw ByteReader.Damage("its bits are no DateTimeOffset");
        }
    }
}
