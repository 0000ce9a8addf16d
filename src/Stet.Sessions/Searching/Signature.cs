namespace Stet.Sessions.Searching;

/// <summary>
/// Bits of what is in a text, so that most texts that cannot match are passed over without being read: one for each character, and one of 128 for each pair of
/// neighbours. A text that lacks a bit of a word does not have the word.
/// </summary>
internal readonly record struct Signature(ulong Letters, ulong Pairs0, ulong Pairs1)
{
    private const int Others = 36;
    private const int Bits = 64;

    public static Signature Of(ReadOnlySpan<byte> text)
    {
        var (letters, pairs0, pairs1) = (0UL, 0UL, 0UL);
        for (var i = 0; i < text.Length; i++)
        {
            letters |= 1UL << LetterOf(text[i]);
            if (i > 0)
            {
                var pair = ((uint)(text[i - 1] | (text[i] << 8)) * 2654435761u) >> 25;
                (pairs0, pairs1) = pair < Bits ? (pairs0 | (1UL << (int)pair), pairs1) : (pairs0, pairs1 | (1UL << (int)(pair - Bits)));
            }
        }

        return new(letters, pairs0, pairs1);
    }

    public Signature And(Signature other) => new(Letters | other.Letters, Pairs0 | other.Pairs0, Pairs1 | other.Pairs1);

    private static int LetterOf(byte b) => b switch
    {
        >= (byte)'a' and <= (byte)'z' => b - 'a',
        >= (byte)'0' and <= (byte)'9' => 26 + b - '0',
        _ => Others + (b % (Bits - Others)),
    };
}
