using System.Text;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>Lines of what a process writes, as they come.</summary>
internal sealed class LineReader(Descriptor from)
{
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private bool over;
    private bool isAscii = true;

    /// <summary>The next line without its end; null after the last. A last line without an end counts.</summary>
    public string? Next()
    {
        var searched = start;
        while (true)
        {
            var found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = Text(buffer.AsSpan(start, searched + found - start));
                start = searched + found + 1;
                return line;
            }

            if (over)
            {
                return Last();
            }

            searched = end - start;
            Fill();
        }
    }

    private string? Last()
    {
        var rest = buffer.AsSpan(start, end - start);
        start = end;
        return rest.IsEmpty ? null : Text(rest);
    }

    /// <summary>Looking at every byte once for a whole buffer is cheaper than for each line.</summary>
    private string Text(ReadOnlySpan<byte> line) => isAscii ? Encoding.Latin1.GetString(line) : SystemText.FromBytes(line);

    /// <summary>What is left moves to the front.</summary>
    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var got = from.Read(buffer.AsSpan(end));
        over = got == 0;
        end += got;
        isAscii = Ascii.IsValid(buffer.AsSpan(0, end));
    }
}
