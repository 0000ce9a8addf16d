using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>Lines of what a process writes, as they come. The ends of lines are looked for in blocks of 64 bytes: a bit for each byte of one tells which are left in it.</summary>
internal sealed class LineReader(Descriptor from)
{
    private const int Block = 64;

    /// <summary>So much of an unfinished line is looked at again, to see whether all is ASCII from here on.</summary>
    private const int LookedAtAgain = 1 << 14;

    /// <summary>A block may reach beyond what was read.</summary>
    private byte[] buffer = new byte[(1 << 18) + Block];
    private int start;
    private int searched;
    private int end;
    private int block;
    private ulong ends;
    private bool over;
    private bool isAscii = true;

    /// <summary>The next line without its end; null after the last. A last line without an end counts.</summary>
    public string? Next()
    {
        while (ends == 0)
        {
            if (searched < end)
            {
                Search();
            }
            else if (over)
            {
                return Last();
            }
            else
            {
                Fill();
            }
        }

        var found = block + BitOperations.TrailingZeroCount(ends);
        ends &= ends - 1;
        var line = Text(buffer.AsSpan(start, found - start));
        start = found + 1;
        return line;
    }

    private string? Last()
    {
        var rest = buffer.AsSpan(start, end - start);
        start = end;
        return rest.IsEmpty ? null : Text(rest);
    }

    /// <summary>Looking at every byte once for a whole buffer is cheaper than for each line.</summary>
    private string Text(ReadOnlySpan<byte> line) => isAscii ? Encoding.Latin1.GetString(line) : SystemText.FromBytes(line);

    private void Search()
    {
        block = searched;
        searched = Math.Min(block + Block, end);
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), block);
        var isEnd = Vector256.Create((byte)'\n');
        var lower = Vector256.Equals(Vector256.LoadUnsafe(ref first), isEnd).ExtractMostSignificantBits();
        var upper = Vector256.Equals(Vector256.LoadUnsafe(ref first, Block / 2), isEnd).ExtractMostSignificantBits();
        ends = (lower | ((ulong)upper << (Block / 2))) & (ulong.MaxValue >> (Block - (searched - block)));
    }

    /// <summary>What is left moves to the front.</summary>
    private void Fill()
    {
        var left = end - start;
        if (start > 0)
        {
            buffer.AsSpan(start, left).CopyTo(buffer);
        }

        if (left >= (buffer.Length - Block) / 2)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var got = from.Read(buffer.AsSpan(left, buffer.Length - Block - left));
        over = got == 0;
        isAscii = (isAscii || left <= LookedAtAgain && Ascii.IsValid(buffer.AsSpan(0, left))) && Ascii.IsValid(buffer.AsSpan(left, got));
        (start, searched, end) = (0, left, left + got);
    }
}
