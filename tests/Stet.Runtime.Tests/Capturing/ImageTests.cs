using System.Collections.Immutable;
using Stet.Runtime.Capturing;
using Stet.Runtime.RoundTrip;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

/// <summary>What an image costs, and what it says about the value.</summary>
public sealed class ImageTests
{
    public sealed record Mutable(int X)
    {
        public int Y { get; set; }
    }

    public sealed record Fixed(int X, string Name, DateTime When, ImmutableArray<int> Numbers);

    public readonly record struct Place(double X, double Y);

    [Fact]
    public void Changing_one_element_writes_one_chunk()
    {
        var chunks = new MemoryChunks();
        var capturer = new Capturer(TestUnits.Instance, chunks);
        double[] numbers = [.. Enumerable.Range(0, 1_000_000).Select(i => i * 0.5)];
        var before = capturer.Capture([new("x", numbers, typeof(double[]))], default)[0];
        int stored = chunks.Count;
        numbers[500_000] = -1;
        var after = capturer.Capture([new("x", numbers, typeof(double[]))], default)[0];
        Assert.Equal(stored + 1, chunks.Count);
        Assert.Single(after.Chunks.Except(before.Chunks));
        Assert.InRange(after.Bytes.Length, 1, 2000);
        Assert.Equal(8_000_000 + after.Bytes.Length, after.TotalBytes);
    }

    [Fact]
    public void Long_lists_strings_and_struct_arrays_go_to_chunks_too()
    {
        foreach (object value in new object[] { Enumerable.Range(0, 100_000).ToList(), new string('x', 100_000), new Place[10_000], new DateTime[20_000], new decimal[50_000] })
        {
            Assert.NotEmpty(Door.Capture(value).Chunks);
            Door.Check(value);
        }
    }

    [Fact]
    public void Changing_one_field_changes_few_bytes_near_one_place()
    {
        var list = Enumerable.Range(0, 10_000).Select(i => new Mutable(i) { Y = i }).ToList();
        byte[] before = Door.Capture(list).Bytes.ToArray();
        list[5_000].Y = -1;
        AssertNear(before, Door.Capture(list).Bytes.ToArray(), 8);
    }

    [Fact]
    public void Adding_an_object_changes_few_bytes_near_a_few_places()
    {
        var list = Enumerable.Range(0, 10_000).Select(i => new PlainTests.Point(i, i, $"name {i}")).ToList();
        byte[] before = Door.Capture(list).Bytes.ToArray();
        list.Insert(5_000, new PlainTests.Point(1, 2, "new"));
        byte[] after = Door.Capture(list).Bytes.ToArray();
        Assert.InRange(after.Length - before.Length, 1, 100);
        Assert.InRange(Blocks(after).Except(Blocks(before)).Count(), 1, 12);
    }

    [Theory]
    [InlineData(true, "text")]
    [InlineData(true, 42)]
    [InlineData(true, null)]
    public void Texts_and_numbers_never_change(bool expected, object? value) => Assert.Equal(expected, Door.Capture(value).Immutable);

    [Fact]
    public void Only_what_can_never_change_is_immutable()
    {
        Assert.True(Door.Capture(new Fixed(1, "a", default, [1, 2])).Immutable);
        Assert.True(Door.Capture(new Place(1, 2)).Immutable);
        Assert.True(Door.Capture(ImmutableList.Create("a", "b")).Immutable);
        Assert.True(Door.Capture<Func<int, int>>(x => x + 1).Immutable);
        Assert.False(Door.Capture(new Mutable(1)).Immutable);
        Assert.False(Door.Capture(new[] { 1, 2 }).Immutable);
        Assert.False(Door.Capture(new List<int>()).Immutable);
        Assert.False(Door.Capture(ImmutableList.Create(new Mutable(1))).Immutable);
        Assert.False(Door.Capture(new Fixed[1]).Immutable);
        Assert.False(Door.Capture(new System.Text.StringBuilder("a")).Immutable);
    }

    [Fact]
    public void Variables_that_share_only_texts_are_separate()
    {
        string text = new('x', 10);
        var images = Door.Capture(new("a", new List<string> { text, text }, typeof(object)), new("b", new List<string> { text, text }, typeof(object)));
        Assert.Equal(2, images.Count);
        var back = (List<string>)new Stet.Runtime.Restoring.Restorer(TestUnits.Instance, new MemoryChunks()).Restore(images[1].Bytes, default).Values["b"]!;
        Assert.Same(back[0], back[1]);
    }

    [Fact]
    public async Task A_list_changed_by_another_thread_is_captured_whole_or_refused()
    {
        var (list, map) = (new List<string>(), new Dictionary<int, string>());
        using var stop = new CancellationTokenSource();
        var changes = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                lock (map) map[i % 1000] = $"text {i}";
                if (i % 3 == 2) list.Clear();
                else list.Add($"text {i}");
            }
        });
        for (int i = 0; i < 2000; i++)
        {
            try
            {
                Assert.NotNull(Door.Capture(new CaptureRoot("x", new object[] { list, map }, typeof(object))));
            }
            catch (CaptureException e)
            {
                Assert.StartsWith("x could not be read", e.Message, StringComparison.Ordinal);
            }
        }
        stop.Cancel();
        await changes;
    }

    static void AssertNear(byte[] before, byte[] after, int distance)
    {
        Assert.Equal(before.Length, after.Length);
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        Assert.NotEmpty(changed);
        Assert.InRange(changed[^1] - changed[0], 0, distance);
    }

    /// <summary>Pieces that begin where the content says so, as the store cuts them.</summary>
    static IEnumerable<string> Blocks(byte[] bytes)
    {
        int start = 0;
        uint hash = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            hash = (hash << 1) + bytes[i] * 2654435761u;
            if (hash >> 22 != 0 && i + 1 < bytes.Length) continue;
            yield return Convert.ToHexString(bytes.AsSpan(start, i + 1 - start));
            start = i + 1;
        }
    }
}
