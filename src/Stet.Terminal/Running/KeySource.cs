using Stet.Terminal.Devices;
using Stet.Terminal.Keys;

namespace Stet.Terminal.Running;

/// <summary>Waits for the terminal and hands on the keys that come of its bytes.</summary>
internal sealed class KeySource(ITerminal terminal, TimeProvider clock, Action<Key> arrive)
{
    /// <summary>How long after an Escape more of a sequence may come, also over a slow line.</summary>
    private static readonly TimeSpan EscapeWait = TimeSpan.FromMilliseconds(50);

    private readonly KeyDecoder _decoder = new();
    private readonly Alarm _escape = new(clock);
    private readonly byte[] _bytes = new byte[1 << 16];

    /// <summary>Where bytes go untouched while a process has the terminal; null while they are keys.</summary>
    public Action<ReadOnlyMemory<byte>>? Lent { get; set; }

    /// <summary>Text that a terminal has taken by lines, as the keys that gave it.</summary>
    public void Take(byte[] text)
    {
        var keys = new List<Key>();
        _decoder.Decode(Array.ConvertAll(text, b => b == (byte)'\n' ? (byte)'\r' : b), keys);
        keys.ForEach(arrive);
    }

    /// <returns>False when the terminal is gone.</returns>
    public bool Listen(TimeSpan? atMost)
    {
        var wait = new[] { atMost, _escape.Left }.Min();
        var got = terminal.Read(_bytes, wait);
        if (got == ITerminal.End)
        {
            return false;
        }

        if (got > 0 && Lent is { } process)
        {
            process(_bytes.AsMemory(0, got));
            return true;
        }

        var keys = new List<Key>();
        if (got > 0)
        {
            _decoder.Decode(_bytes.AsSpan(0, got), keys);
            _escape.Clear();
        }
        else if (_escape.TakeDue())
        {
            _decoder.Flush(keys);
        }

        if (_decoder.IsWaiting && !_escape.IsSet)
        {
            _escape.Set(EscapeWait);
        }

        keys.ForEach(arrive);
        return true;
    }
}
