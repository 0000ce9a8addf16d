using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Stet.Terminal.Keys;

namespace Stet.Terminal.Tests.Keys;

public class KeyDecoderTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("ü", "ü")]
    [InlineData("日", "日")]
    [InlineData("😀", "😀")]
    [InlineData("\r", "Enter")]
    [InlineData("\n", "Enter")]
    [InlineData("\t", "Tab")]
    [InlineData("\u007f", "Backspace")]
    [InlineData("\u0001", "Control+a")]
    [InlineData("\u001f", "Control+_")]
    [InlineData("\u001b[A", "Up")]
    [InlineData("\u001bOA", "Up")]
    [InlineData("\u001b[1;5C", "Control+Right")]
    [InlineData("\u001b[1;3D", "Alt+Left")]
    [InlineData("\u001b[3~", "Delete")]
    [InlineData("\u001b[3;5~", "Control+Delete")]
    [InlineData("\u001b[Z", "Shift+Tab")]
    [InlineData("\u001b[27;5;13~", "Control+Enter")]
    [InlineData("\u001b[13;2u", "Shift+Enter")]
    [InlineData("\u001b[122;6u", "Shift, Control+z")]
    [InlineData("\u001bb", "Alt+b")]
    [InlineData("\u001b\r", "Alt+Enter")]
    [InlineData("\u001b\u007f", "Alt+Backspace")]
    [InlineData("\u001b\u001b[D", "Alt+Left")]
    [InlineData("\u001b[I", "Unknown")]
    [InlineData("\u001b[99;99;99;99x", "Unknown")]
    public void A_key_is_known_by_its_bytes(string bytes, string keys) => Check(bytes, keys);

    [Fact]
    public void A_lone_escape_is_a_key_once_nothing_follows()
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        decoder.Decode("\u001b"u8, keys);
        Assert.Empty(keys);
        Assert.True(decoder.IsWaiting);
        decoder.Flush(keys);
        Assert.Equal([new Key(KeyCode.Escape)], keys);
    }

    [Fact]
    public void A_paste_is_one_key_with_plain_line_ends() =>
        Check("\u001b[200~a\r\nb\rc\td\u001b[31m\u001b[201~x", "Paste+a\nb\nc\td[31m x");

    [Fact]
    public void A_paste_that_holds_most_of_its_end_mark_goes_on() =>
        Check("\u001b[200~a\u001b[20\u001b[201~", "Paste+a[20");

    [Fact]
    public void Where_the_bytes_are_cut_does_not_matter()
    {
        var input = "aü😀\u001b[1;5C\u001b\r\u001b[200~x\u001b[2\r\ny\u001b[201~日\u001bOB\u001b[27;5;13~z"u8.ToArray();
        var whole = Decode([input]);
        Prop.ForAll(Gen.Choose(1, input.Length - 1).Four().ToArbitrary(), cuts =>
        {
            int[] at = [0, .. new[] { cuts.Item1, cuts.Item2, cuts.Item3, cuts.Item4 }.Order(), input.Length];
            var pieces = at.Zip(at.Skip(1), (from, to) => input[from..to]);
            return whole.SequenceEqual(Decode(pieces));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_bytes_make_it_fail_or_stop() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var decoder = new KeyDecoder();
            var keys = new List<Key>();
            decoder.Decode(bytes, keys);
            decoder.Flush(keys);
            decoder.Decode("\u001b[201~q"u8, keys);
            return keys[^1] == Key.Character("q");
        }).QuickCheckThrowOnFailure();

    private static void Check(string bytes, string expected) =>
        Assert.Equal(expected, string.Join(' ', Decode([Encoding.UTF8.GetBytes(bytes)]).Select(Name)));

    private static List<Key> Decode(IEnumerable<byte[]> pieces)
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        foreach (var piece in pieces)
        {
            decoder.Decode(piece, keys);
        }

        return keys;
    }

    private static string Name(Key key)
    {
        var held = key.Modifiers == KeyModifiers.None ? "" : key.Modifiers + "+";
        return held + (key.Code == KeyCode.Character ? key.Text : key.Code == KeyCode.Paste ? "Paste+" + key.Text : key.Code.ToString());
    }
}
