using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>Reads a stored number of one type into a place of another. What would lose something is a problem of that value.</summary>
internal sealed class NumberCodec<S, T>() : ReadingCodec(typeof(T)) where S : INumberBase<S> where T : INumberBase<T>
{
    readonly Codec _stored = For(typeof(S));

    public override int StoredSize => _stored.RawSize;

    public override void Read(ref byte at, GraphReader from)
    {
        S stored = S.Zero;
        _stored.Read(ref Unsafe.As<S, byte>(ref stored), from);
        if (Convert(stored) is { IsExact: true } done) Unsafe.As<byte, T>(ref at) = done.Value;
        else from.Problem($"{stored.ToString(null, CultureInfo.InvariantCulture)} does not fit the type {TypeNames.Of(typeof(T))}");
    }

    static (bool IsExact, T Value) Convert(S stored)
    {
        try
        {
            if (S.IsNaN(stored)) return (T.IsNaN(T.CreateTruncating(stored)), T.CreateTruncating(stored));
            if (S.IsInfinity(stored)) return (T.IsInfinity(T.CreateTruncating(stored)), T.CreateTruncating(stored));
            T value = T.CreateChecked(stored);
            return (S.CreateChecked(value) == stored, value);
        }
        catch (Exception e) when (e is OverflowException or NotSupportedException)
        {
            return (false, T.Zero);
        }
    }
}

/// <summary>The number types between which values can be carried.</summary>
internal static class Numbers
{
    static readonly HashSet<Type> All =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint), typeof(nuint),
        typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(Complex),
    ];

    public static Codec? Codec(Type stored, Type today) =>
        All.Contains(stored) && All.Contains(today) ? (Codec)Activator.CreateInstance(typeof(NumberCodec<,>).MakeGenericType(stored, today))! : null;
}
