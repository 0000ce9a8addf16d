using System.Text;

namespace Stet.Terminal.Keys;

/// <summary>Gathers the bytes between the marks of a bracketed paste, in time linear in its length, and gives them as one key.</summary>
internal sealed class PasteCollector
{
    private static ReadOnlySpan<byte> EndMark => "\u001b[201~"u8;

    private readonly MemoryStream _bytes = new();

    public bool IsOpen { get; private set; }

    public void Open()
    {
        IsOpen = true;
        _bytes.SetLength(0);
    }

    /// <returns>How many of the bytes belong to the paste, its end mark included.</returns>
    public int Take(ReadOnlySpan<byte> bytes, ICollection<Key> keys)
    {
        var before = (int)_bytes.Length;
        _bytes.Write(bytes);

        // The end mark may have begun in the bytes before these.
        var from = Math.Max(0, before - EndMark.Length + 1);
        var gathered = _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
        var end = gathered[from..].IndexOf(EndMark);
        if (end < 0)
        {
            return bytes.Length;
        }

        end += from;
        IsOpen = false;
        keys.Add(new Key(KeyCode.Paste, KeyModifiers.None, Clean(Encoding.UTF8.GetString(gathered[..end]))));
        return end + EndMark.Length - before;
    }

    /// <summary>Line ends become <c>\n</c>; control characters would be commands to the terminal when shown, so they are left out.</summary>
    internal static string Clean(string pasted)
    {
        var lines = pasted.ReplaceLineEndings("\n");
        return lines.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !lines.Contains('\x7f')
            ? lines
            : string.Concat(lines.Where(c => !char.IsControl(c) || c is '\n' or '\t'));
    }
}
