namespace Stet.Toolbox.Shell;

/// <summary>
/// What comes out of a terminal, with marks in it that tell how far it has been read: a mark is written there like any output, so all that was written
/// before it has come. It is passed on without them. Only what may be the beginning of a mark waits for what follows.
/// </summary>
internal sealed class MarkedOutput(byte[] mark, Action<ReadOnlyMemory<byte>> pass, Action marked)
{
    private byte[] held = [];

    public void Take(ReadOnlyMemory<byte> bytes)
    {
        var rest = held.Length == 0 ? bytes : (byte[])[.. held, .. bytes.Span];
        for (int at; (at = rest.Span.IndexOf(mark)) >= 0; rest = rest[(at + mark.Length)..])
        {
            Pass(rest[..at]);
            marked();
        }

        var begun = Begun(rest.Span);
        Pass(rest[..^begun]);
        held = rest[^begun..].ToArray();
    }

    /// <summary>How many bytes at the end are the beginning of a mark.</summary>
    private int Begun(ReadOnlySpan<byte> bytes)
    {
        for (var length = Math.Min(mark.Length - 1, bytes.Length); length > 0; length--)
        {
            if (bytes[^length..].SequenceEqual(mark.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private void Pass(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            pass(bytes);
        }
    }
}
