using Stet.Images.Bytes;

namespace Stet.Images;

/// <summary>A method as an image names it.</summary>
/// <param name="Declaring">Index of the declaring type; 0 where there is no method.</param>
/// <param name="Signature">As reflection writes the definition: <c>Double Mean(Double[])</c>.</param>
/// <param name="Arguments">Type arguments of a generic method.</param>
internal readonly record struct MethodRecord(int Declaring, string Name, string Signature, IReadOnlyList<int> Arguments)
{
    public void Write(ByteWriter to)
    {
        to.Varint(Declaring);
        to.Name(Name);
        to.Name(Signature);
        to.Varint(Arguments.Count);
        foreach (int argument in Arguments) to.Varint(argument);
    }

    public static MethodRecord Read(ByteReader from)
    {
        int declaring = from.Count(int.MaxValue);
        var (name, signature) = (from.Name(), from.Name());
        var arguments = new int[from.Count()];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = from.Count(int.MaxValue);
        return new(declaring, name, signature, arguments);
    }
}
