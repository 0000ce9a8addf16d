using Stet.Model;

namespace Stet.Sessions.Searching;

/// <summary>
/// Entries as they are searched: texts end to end in one array, and beside each what it is ranked by. A million entries take about 110 MB.
/// One writer at a time; readers see the entries that there were when they looked at <see cref="Count"/>.
/// </summary>
internal sealed class EntryList
{
    /// <summary>More of a text is not searched: what is longer was pasted.</summary>
    public const int MostBytes = 500;

    private byte[] texts = new byte[1 << 12];
    private int used;
    private int[] ends = new int[64];
    private ulong[] letters = new ulong[64];
    private ulong[] pairs0 = new ulong[64];
    private ulong[] pairs1 = new ulong[64];
    private EntryMark[] marks = new EntryMark[64];
    private volatile int count;

    public int Count => count;

    public void Add(ReadOnlySpan<byte> folded, EntryMark mark)
    {
        var text = folded[..Math.Min(folded.Length, MostBytes)];
        if (count == ends.Length)
        {
            Array.Resize(ref ends, count * 2);
            Array.Resize(ref letters, count * 2);
            Array.Resize(ref pairs0, count * 2);
            Array.Resize(ref pairs1, count * 2);
            Array.Resize(ref marks, count * 2);
        }

        if (texts.Length - used < text.Length)
        {
            Array.Resize(ref texts, Math.Max(texts.Length * 2, used + text.Length));
        }

        text.CopyTo(texts.AsSpan(used));
        used += text.Length;
        (ends[count], marks[count]) = (used, mark);
        (letters[count], pairs0[count], pairs1[count]) = Signature.Of(text);
        count++;
    }

    /// <summary>The next entry from <paramref name="from"/> on that may have the letters; <paramref name="to"/> where none is left before it.</summary>
    /// <param name="pairs">It may have the words themselves.</param>
    public int Next(int from, int to, Signature wanted, bool pairs)
    {
        var (wantedLetters, wanted0, wanted1) = pairs ? wanted : wanted with { Pairs0 = 0, Pairs1 = 0 };
        var at = from;
        for (; at < to; at++)
        {
            if ((letters[at] & wantedLetters) == wantedLetters && (pairs0[at] & wanted0) == wanted0 && (pairs1[at] & wanted1) == wanted1)
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Whether it may have the words themselves.</summary>
    public bool MayHave(int index, Signature wanted) => (pairs0[index] & wanted.Pairs0) == wanted.Pairs0 && (pairs1[index] & wanted.Pairs1) == wanted.Pairs1;

    public ReadOnlySpan<byte> Text(int index) => texts.AsSpan(index == 0 ? 0 : ends[index - 1], ends[index] - (index == 0 ? 0 : ends[index - 1]));

    public ref readonly EntryMark this[int index] => ref marks[index];
}

/// <summary>What an entry is ranked by.</summary>
/// <param name="Hour">When it was submitted, in hours since the beginning of 2000.</param>
internal readonly record struct EntryMark(int Number, int Directory, int Session, int Hour, EntryState State);
