using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Model;
using Xunit;

namespace Stet.Images.Tests;

public sealed class ImageTablesTests
{
    const int First = Primitives.FirstOfTable;

    static byte[] Image(params TypeRecord[] types)
    {
        var to = new ByteWriter();
        to.Raw(ImageFormat.Magic);
        to.Varint(1);
        to.Byte(1);
        to.Name("unit");
        to.Varint(types.Length);
        foreach (var type in types) type.Write(to);
        for (int i = 0; i < 7; i++) to.Varint(0);
        return to.Written.ToArray();
    }

    static TypeRecord Class(string name, int parent = 0, params FieldRecord[] fields) => new() { Form = Form.Fields, Name = name, Base = parent, Fields = fields };

    static TypeRecord Struct(string name, params FieldRecord[] fields) => new() { Form = Form.Struct, Flags = TypeFlags.Value, Name = name, Fields = fields };

    [Fact]
    public void A_type_table_is_read_as_it_was_written()
    {
        var tables = ImageTables.Read(Image(
            Class("A", 0, new FieldRecord("next", First)),
            Struct("P", new FieldRecord("x", (int)Primitive.Int32))));
        Assert.Equal([new Home(true, "unit")], tables.Homes);
        Assert.Equal("A", tables.Record(First)!.Name);
        Assert.Equal([new FieldRecord("x", (int)Primitive.Int32)], tables.Record(First + 1)!.Fields);
    }

    [Fact]
    public void A_struct_that_contains_itself_is_damage() =>
        AssertDamaged("contains itself", Struct("P", new FieldRecord("q", First + 1)), Struct("Q", new FieldRecord("p", First)));

    [Fact]
    public void A_class_that_is_its_own_base_is_damage() => AssertDamaged("contains itself", Class("A", First + 1), Class("B", First));

    [Fact]
    public void A_type_index_out_of_range_is_damage() => AssertDamaged("does not have", Class("A", 0, new FieldRecord("x", First + 7)));

    [Fact]
    public void A_field_outside_of_its_struct_is_damage() => AssertDamaged("lies outside",
        Struct("P", new FieldRecord("x", (int)Primitive.Int32, Offset: 6)) with { Flags = TypeFlags.Value | TypeFlags.Raw, Size = 8 });

    [Fact]
    public void Every_image_cut_short_is_damage()
    {
        byte[] image = Image(Class("A", 0, new FieldRecord("next", First)));
        for (int length = 0; length < image.Length; length++)
            Assert.Throws<DamagedStoreException>(() => ImageTables.Read(image.AsMemory(0, length)));
    }

    [Fact]
    public void An_image_of_a_later_format_says_so()
    {
        byte[] image = Image();
        image[3]++;
        Assert.Contains($"version {ImageFormat.Version + 1}", Assert.Throws<DamagedStoreException>(() => ImageTables.Read(image)).Message);
    }

    static void AssertDamaged(string reason, params TypeRecord[] types) =>
        Assert.Contains(reason, Assert.Throws<DamagedStoreException>(() => ImageTables.Read(Image(types))).Message);
}
