using FsCheck;
using FsCheck.Fluent;
using Stet.Images.Bytes;
using Stet.Model;
using Xunit;

namespace Stet.Images.Tests;

public sealed class ReferenceCursorTests
{
    [Fact]
    public void References_are_read_as_they_were_written() => Prop.ForAll<int[]>(numbers =>
    {
        var to = new ByteWriter();
        var (writing, reading) = (new ReferenceCursor(0, -1), new ReferenceCursor(0, -1));
        int[] ids = [.. numbers.Select(n => n % 1000 == 0 ? -1 : Math.Abs(n % 1000))];
        for (int i = 0; i < ids.Length; i++)
        {
            writing.Current = i;
            writing.Write(to, ids[i]);
        }
        var from = new ByteReader(to.Written.ToArray());
        bool same = true;
        for (int i = 0; i < ids.Length; i++)
        {
            reading.Current = i;
            same &= reading.Read(from, 1000) == ids[i];
        }
        return same && from.Remaining == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_next_new_object_takes_one_byte_wherever_it_is()
    {
        var to = new ByteWriter();
        var cursor = new ReferenceCursor(0, 999_999);
        cursor.Write(to, 1_000_000);
        Assert.Equal(1, to.Length);
    }

    [Fact]
    public void A_reference_beyond_the_last_object_is_damage()
    {
        var to = new ByteWriter();
        to.Varint(2 + 2 * 5);
        Assert.Throws<DamagedStoreException>(() => new ReferenceCursor(0, -1).Read(new ByteReader(to.Written.ToArray()), 5));
    }
}
