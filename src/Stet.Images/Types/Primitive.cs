namespace Stet.Images.Types;

/// <summary>The types every image knows without describing them; the number is the index that refers to them.</summary>
internal enum Primitive
{
    None = 0,
    Object = 1,
    String = 2,
    Boolean = 3,
    Char = 4,
    SByte = 5,
    Byte = 6,
    Int16 = 7,
    UInt16 = 8,
    Int32 = 9,
    UInt32 = 10,
    Int64 = 11,
    UInt64 = 12,
    IntPtr = 13,
    UIntPtr = 14,
    Single = 15,
    Double = 16,
    Decimal = 17,
    Half = 18,
    Int128 = 19,
    UInt128 = 20,
    Guid = 21,
    TimeSpan = 22,
    DateTime = 23,
    DateTimeOffset = 24,
    DateOnly = 25,
    TimeOnly = 26,
    Rune = 27,
    Complex = 28,

    /// <summary>Length and bytes, two's complement, lowest first.</summary>
    BigInteger = 29,

    /// <summary>A type as a value: its index.</summary>
    TypeName = 30,

    /// <summary>A method as a value: declaring type, name, signature, type arguments.</summary>
    Method = 31,

    /// <summary>A short text of the format's own, without identity.</summary>
    Text = 32,
}

internal static class Primitives
{
    /// <summary>Indices from here on refer to the image's type table.</summary>
    public const int FirstOfTable = 40;

    /// <summary>Bytes that a value takes; 0 for those of varying length and for references.</summary>
    public static int Size(Primitive primitive) => primitive switch
    {
        Primitive.Boolean or Primitive.SByte or Primitive.Byte => 1,
        Primitive.Char or Primitive.Int16 or Primitive.UInt16 or Primitive.Half => 2,
        Primitive.Int32 or Primitive.UInt32 or Primitive.Single or Primitive.DateOnly or Primitive.Rune => 4,
        Primitive.Int64 or Primitive.UInt64 or Primitive.IntPtr or Primitive.UIntPtr or Primitive.Double => 8,
        Primitive.TimeSpan or Primitive.DateTime or Primitive.TimeOnly => 8,
        Primitive.DateTimeOffset => 10,
        Primitive.Decimal or Primitive.Int128 or Primitive.UInt128 or Primitive.Guid or Primitive.Complex => 16,
        _ => 0,
    };

    /// <summary>Its form in an image is its form in memory, so arrays can be stored as memory.</summary>
    public static bool IsRaw(Primitive primitive) => Size(primitive) > 0 && primitive != Primitive.DateTimeOffset;

    public static bool IsReference(int type) => type is (int)Primitive.Object or (int)Primitive.String;

    /// <summary>The C# or framework name.</summary>
    public static string NameOf(Primitive primitive) => primitive switch
    {
        Primitive.Object => "object",
        Primitive.String => "string",
        Primitive.Boolean => "bool",
        Primitive.Char => "char",
        Primitive.SByte => "sbyte",
        Primitive.Byte => "byte",
        Primitive.Int16 => "short",
        Primitive.UInt16 => "ushort",
        Primitive.Int32 => "int",
        Primitive.UInt32 => "uint",
        Primitive.Int64 => "long",
        Primitive.UInt64 => "ulong",
        Primitive.IntPtr => "nint",
        Primitive.UIntPtr => "nuint",
        Primitive.Single => "float",
        Primitive.Double => "double",
        Primitive.Decimal => "decimal",
        Primitive.TypeName => "System.Type",
        Primitive.Method => "System.Reflection.MethodInfo",
        Primitive.Text => "string",
        _ => primitive.ToString(),
    };
}
