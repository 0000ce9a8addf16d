using FsCheck;
using FsCheck.Fluent;
using Stet.Images.Bytes;
using Stet.Model;
using Xunit;

namespace Stet.Images.Tests;

public sealed class BytesTests
{
    [Fact]
    public void Numbers_and_texts_are_read_as_they_were_written() => Prop.ForAll<ulong, long, string>((number, signed, text) =>
    {
        var to = new ByteWriter(1);
        to.Varint(number);
        to.Zigzag(signed);
        bool wide = (text ?? "").AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
        to.Characters(text ?? "", wide);
        to.Raw(1.5);
        var from = new ByteReader(to.Written.ToArray());
        return from.Varint() == number && from.Zigzag() == signed && from.Characters((text ?? "").Length, wide) == (text ?? "") && from.Raw<double>() == 1.5 && from.Remaining == 0;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(0x8000_0000_0000_0000)]
    [InlineData(127)]
    [InlineData(128)]
    public void Numbers_at_the_edges_are_read_as_they_were_written(ulong number)
    {
        var to = new ByteWriter();
        to.Varint(number);
        Assert.Equal(number, new ByteReader(to.Written.ToArray()).Varint());
    }

    [Fact]
    public void Random_bytes_are_read_or_refused_and_nothing_else() => Prop.ForAll<byte[]>(bytes =>
    {
        var from = new ByteReader(bytes);
        try
        {
            from.Varint();
            from.Name();
            from.Span(from.Count());
            return from.Remaining >= 0;
        }
        catch (DamagedStoreException)
        {
            return from.Remaining >= 0;
        }
    }).QuickCheckThrowOnFailure();
}
