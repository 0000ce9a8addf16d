using System.Numerics;
using System.Text;
using Stet.Images.Types;

namespace Stet.Runtime.Restoring;

internal static class PrimitiveTypes
{
    /// <summary>Null for the format's own parts, of which there are no objects.</summary>
    public static Type? Of(Primitive primitive) => primitive switch
    {
        Primitive.Object => typeof(object),
        Primitive.String => typeof(string),
        Primitive.Boolean => typeof(bool),
        Primitive.Char => typeof(char),
        Primitive.SByte => typeof(sbyte),
        Primitive.Byte => typeof(byte),
        Primitive.Int16 => typeof(short),
        Primitive.UInt16 => typeof(ushort),
        Primitive.Int32 => typeof(int),
        Primitive.UInt32 => typeof(uint),
        Primitive.Int64 => typeof(long),
        Primitive.UInt64 => typeof(ulong),
        Primitive.IntPtr => typeof(nint),
        Primitive.UIntPtr => typeof(nuint),
        Primitive.Single => typeof(float),
        Primitive.Double => typeof(double),
        Primitive.Decimal => typeof(decimal),
        Primitive.Half => typeof(Half),
        Primitive.Int128 => typeof(Int128),
        Primitive.UInt128 => typeof(UInt128),
        Primitive.Guid => typeof(Guid),
        Primitive.TimeSpan => typeof(TimeSpan),
        Primitive.DateTime => typeof(DateTime),
        Primitive.DateTimeOffset => typeof(DateTimeOffset),
        Primitive.DateOnly => typeof(DateOnly),
        Primitive.TimeOnly => typeof(TimeOnly),
        Primitive.Rune => typeof(Rune),
        Primitive.Complex => typeof(Complex),
        Primitive.BigInteger => typeof(BigInteger),
        _ => null,
    };
}
