using System.Buffers;
using System.Text;

namespace Stet.Terminal.Keys;

/// <summary>
/// Turns the bytes a terminal sends into keys. Bytes may be split anywhere: a character or sequence that is not whole yet waits
/// for the rest. Only a lone Escape needs time to be told from the start of a sequence: while <see cref="IsWaiting"/>, the caller
/// waits a moment for more bytes, and calls <see cref="Flush"/> when none come.
/// </summary>
internal sealed class KeyDecoder
{
    private const byte Escape = 0x1b;

    private readonly PasteCollector _paste = new();
    private byte[] _pending = [];

    /// <summary>The bytes so far may be whole or the start of something longer.</summary>
    public bool IsWaiting => _pending.Length > 0 && !_paste.IsOpen;

    public void Decode(ReadOnlySpan<byte> bytes, ICollection<Key> keys)
    {
        byte[]? joined = _pending.Length > 0 ? [.. _pending, .. bytes] : null;
        _pending = [];
        DecodeWhole(joined ?? bytes, keys);
    }

    /// <summary>No more bytes came: what waits is what it looks like, an Escape key or Alt with a bracket.</summary>
    public void Flush(ICollection<Key> keys)
    {
        if (!IsWaiting)
        {
            return;
        }

        var waiting = _pending;
        _pending = [];
        if (waiting.Length >= 2 && waiting[0] == Escape && waiting[1] is (byte)'[' or (byte)'O')
        {
            keys.Add(Key.Alt((char)waiting[1]));
            DecodeWhole(waiting.AsSpan(2), keys);
        }
        else if (waiting[0] == Escape)
        {
            keys.Add(new Key(KeyCode.Escape));
            DecodeWhole(waiting.AsSpan(1), keys);
            Flush(keys);
        }
    }

    private void DecodeWhole(ReadOnlySpan<byte> bytes, ICollection<Key> keys)
    {
        while (!bytes.IsEmpty)
        {
            var used = _paste.IsOpen ? _paste.Take(bytes, keys) : DecodeOne(bytes, keys);
            if (used == 0)
            {
                _pending = bytes.ToArray();
                return;
            }

            bytes = bytes[used..];
        }
    }

    /// <returns>How many bytes the key took; 0 when more are needed.</returns>
    private int DecodeOne(ReadOnlySpan<byte> bytes, ICollection<Key> keys)
    {
        if (bytes[0] == Escape)
        {
            return DecodeEscape(bytes, keys);
        }

        if (bytes[0] < 0x20 || bytes[0] == 0x7f)
        {
            keys.Add(ControlByte(bytes[0]));
            return 1;
        }

        var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
        if (status == OperationStatus.NeedMoreData)
        {
            return 0;
        }

        keys.Add(Key.Character(rune.ToString()));
        return used;
    }

    private int DecodeEscape(ReadOnlySpan<byte> bytes, ICollection<Key> keys)
    {
        if (bytes.Length == 1)
        {
            return 0;
        }

        if (bytes[1] is (byte)'[' or (byte)'O')
        {
            var used = EscapeSequence.Parse(bytes, out var key, out var beginsPaste);
            if (beginsPaste)
            {
                _paste.Open();
            }
            else if (used > 0)
            {
                keys.Add(key);
            }

            return used;
        }

        return DecodeAlt(bytes, keys);
    }

    /// <summary>Alt is an Escape before the key's own bytes.</summary>
    private int DecodeAlt(ReadOnlySpan<byte> bytes, ICollection<Key> keys)
    {
        var inner = new List<Key>(1);
        var used = DecodeOne(bytes[1..], inner);
        foreach (var key in inner)
        {
            keys.Add(key with { Modifiers = key.Modifiers | KeyModifiers.Alt });
        }

        return used == 0 ? 0 : used + 1;
    }

    private static Key ControlByte(byte value) => value switch
    {
        0x7f or 0x08 => new Key(KeyCode.Backspace),
        (byte)'\t' => new Key(KeyCode.Tab),
        (byte)'\r' or (byte)'\n' => new Key(KeyCode.Enter),
        0 => Key.Control(' '),
        <= 26 => Key.Control((char)('a' + value - 1)),
        _ => Key.Control((char)(value + 0x40)),
    };
}
