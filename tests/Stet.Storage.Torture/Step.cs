using Stet.Model;

namespace Stet.Storage.Torture;

/// <summary>
/// One step of the workload. Everything in it follows from its index, so that another process can say what should have been stored.
/// </summary>
/// <param name="Index">From 0, counted over all runs on one store.</param>
public sealed record Step(int Index)
{
    public string Code => $"step({Index})";

    /// <summary>Every seventh submission ends after the next one.</summary>
    public bool EndsLate => Index % 7 == 3;

    /// <summary>After every eleventh the old versions are collected.</summary>
    public bool Collects => Index % 11 == 10;

    public IReadOnlyList<BindingChange> Changes
    {
        get
        {
            var changes = new List<BindingChange> { new(BindingKind.Variable, "v" + (Index % 9), "payload " + Index, Hashing.Of(Image)) };
            if (Index % 4 == 0)
            {
                changes.Add(new(BindingKind.Definition, "f" + (Index % 5), $"int f() => {Index};", null));
            }

            if (Index % 6 == 5)
            {
                changes.Add(new(BindingKind.Variable, "v" + ((Index + 4) % 9), null, null));
            }

            return changes;
        }
    }

    /// <summary>Small for most steps, several chunks long for some.</summary>
    public byte[] Image => Bytes(Index % 5 == 2 ? 200_000 + (Index % 50_000) : 50 + (Index * 37 % 4000), Index);

    /// <summary>A large part that the image refers to; null for most steps.</summary>
    public byte[]? Chunk => Index % 3 == 1 ? Bytes(30_000 + (Index % 50_000), -1 - Index) : null;

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
