using System.Globalization;

namespace Stet.Model;

/// <summary>
/// The 128-bit address of a piece of content (a chunk, a unit, a value). Equal content has an equal hash.
/// It guards against accident, not against malice: who can write the store is trusted or not as a whole (see Trust).
/// </summary>
public readonly record struct ContentHash(ulong High, ulong Low)
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits.</exception>
    public static ContentHash Parse(string text) =>
        text.Length == 32
            ? new(ulong.Parse(text.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                ulong.Parse(text.AsSpan(16), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is not a content hash of 32 hexadecimal digits.");
}
