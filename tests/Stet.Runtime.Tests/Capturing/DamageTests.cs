using System.Collections.Frozen;
using System.Collections.Immutable;
using Stet.Images;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;
using Stet.Runtime.RoundTrip;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

/// <summary>Whatever happens to an image, reading it gives values or says that it is damaged.</summary>
public sealed class DamageTests
{
    readonly MemoryChunks _chunks = new();

    static object Sample()
    {
        int n = 3;
        var point = new PlainTests.Point(1, 2.5, "name");
        return new object?[]
        {
            1, "text", "wide \u4E2D", 1.5m, DateTime.UtcNow, DayOfWeek.Friday, new int[,] { { 1, 2 } }, new double[10_000], new List<int> { 1, 2 },
            new Dictionary<string, PlainTests.Point> { ["a"] = point }, new HashSet<PlainTests.Point> { point }, (Func<int>)(() => n), typeof(List<int>),
            new PlainTests.Node { Any = point }, new Uri("https://example.org"), ImmutableList.Create(1, 2), new[] { point }.ToFrozenSet(),
            new CollectionTests.Named { 1 }, new Lazy<int>(() => n), new StringBuilderHolder(new("abc")), (1, "a"), new int?[] { 1, null },
            new ArgumentException("bad"), new LinkedList<int>([1, 2]), new SortedDictionary<string, int> { ["a"] = 1 }, StringComparer.OrdinalIgnoreCase,
        };
    }

    public sealed record StringBuilderHolder(System.Text.StringBuilder Text);

    byte[] Image() => new Capturer(TestUnits.Instance, _chunks).Capture([new("x", Sample(), typeof(object))], default)[0].Bytes.ToArray();

    [Fact]
    public void A_flipped_bit_is_damage_or_another_value_never_a_crash()
    {
        byte[] image = Image();
        for (int bit = 0; bit < image.Length * 8; bit++)
        {
            byte[] flipped = [.. image];
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            AssertReadOrDamaged(flipped, $"bit {bit}");
        }
    }

    [Fact]
    public void An_image_cut_short_is_damage()
    {
        byte[] image = Image();
        for (int length = 0; length < image.Length; length++)
            Assert.Throws<DamagedStoreException>(() => Restore(image.AsMemory(0, length)));
    }

    [Fact]
    public void Random_changes_are_damage_or_another_value_never_a_crash()
    {
        byte[] image = Image();
        for (int seed = 0; seed < 5000; seed++)
        {
            var random = new Random(seed);
            byte[] changed = [.. image];
            for (int i = random.Next(1, 6); i > 0; i--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            AssertReadOrDamaged(changed, $"seed {seed}");
        }
    }

    [Fact]
    public void A_missing_chunk_is_named()
    {
        byte[] image = Image();
        var lost = Assert.Throws<DamagedStoreException>(() => new Restorer(TestUnits.Instance, new MemoryChunks()).Restore(image, default));
        Assert.StartsWith("chunk ", lost.Part, StringComparison.Ordinal);
    }

    RestoredImage Restore(ReadOnlyMemory<byte> image) => new Restorer(TestUnits.Instance, _chunks).Restore(image, default);

    void AssertReadOrDamaged(byte[] image, string which)
    {
        foreach (Action read in new Action[] { () => Restore(image), () => PlainImage.Read(image, _chunks) })
        {
            try
            {
                read();
            }
            catch (DamagedStoreException)
            {
            }
            catch (Exception e)
            {
                Assert.Fail($"{which}: {e}");
            }
        }
    }
}
