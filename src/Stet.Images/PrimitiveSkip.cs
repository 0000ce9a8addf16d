using Stet.Images.Bytes;
using Stet.Images.Types;

namespace Stet.Images;

internal static class PrimitiveSkip
{
    /// <summary>Passes over one value that is no reference.</summary>
    public static void One(Primitive primitive, ByteReader from)
    {
        switch (primitive)
        {
            case Primitive.BigInteger:
                from.Skip(from.Count());
                break;
            case Primitive.TypeName:
                from.Varint();
                break;
            case Primitive.Text:
                from.Name();
                break;
            case Primitive.Method:
                MethodRecord.Read(from);
                break;
            default:
                from.Skip(Primitives.Size(primitive));
                break;
        }
    }
}
