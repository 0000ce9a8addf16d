using Stet.Images.Bytes;

namespace Stet.Images;

/// <summary>
/// Encodes references between objects, which are numbered in the order of their discovery. Most are to the next object that has
/// not been referred to yet and take one byte that says "next"; so inserting an object early does not change what follows.
/// Others are written as the smaller of the number itself (far, shared objects) and the distance (near ones).
/// </summary>
internal struct ReferenceCursor(int current, int high)
{
    /// <summary>The object whose content is being written or read.</summary>
    public int Current = current;

    /// <summary>The highest number referred to so far.</summary>
    public int High = high;

    const int Null = 0;
    const int Next = 1;
    const int FirstAbsolute = 2;

    public void Write(ByteWriter to, int id)
    {
        if (id < 0)
        {
            to.Byte(Null);
            return;
        }
        if (id == High + 1)
        {
            High = id;
            to.Byte(Next);
            return;
        }
        if (id > High) High = id;
        long distance = (long)Current - id;
        ulong near = (ulong)((distance << 1) ^ (distance >> 63));
        to.Varint(near < (ulong)id ? FirstAbsolute + 2 * near + 1 : FirstAbsolute + 2 * (ulong)id);
    }

    /// <returns>The object's number, or -1 for null. Not checked against the number of objects.</returns>
    public int Read(ByteReader from, int objects)
    {
        ulong code = from.Varint();
        if (code == Null) return -1;
        long id = code == Next ? High + 1L : Decode(code - FirstAbsolute);
        if ((ulong)id >= (ulong)objects) throw ByteReader.Damage($"a reference to object {id} of {objects}");
        if (id > High) High = (int)id;
        return (int)id;
    }

    readonly long Decode(ulong code)
    {
        ulong number = code >> 1;
        if ((code & 1) == 0) return number > int.MaxValue ? -1 : (long)number;
        return Current - ((long)(number >> 1) ^ -(long)(number & 1));
    }
}
