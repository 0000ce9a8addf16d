using System.Runtime.InteropServices;
using System.Text;

namespace Stet.Toolbox.Shell.Posix;

/// <summary>An open file, pipe or terminal of the system, closed in children unless it is given to them.</summary>
internal sealed class Descriptor(int number) : IDisposable
{
    private int number = number;

    public int Number => number;

    public static (Descriptor Read, Descriptor Write) Pipe()
    {
        Span<int> ends = stackalloc int[2];
        Check(LibC.Pipe(ends), "a pipe could not be made");
        return (Own(ends[0]), Own(ends[1]));
    }

    /// <summary>A pipe that holds more before the one who writes has to wait, where the system lets it be set.</summary>
    public Descriptor Widened()
    {
        const int bytes = 1 << 20;
        _ = OperatingSystem.IsLinux() ? LibC.Control(number, LibC.SetPipeSize, bytes) : 0;
        return this;
    }

    /// <summary>The same under another number, which is at least this.</summary>
    public Descriptor Above(int least) =>
        new(Check(LibC.Control(number, OperatingSystem.IsLinux() ? LibC.DuplicateOnLinux : LibC.DuplicateOnMac, least), "a file for a shell line could not be opened again"));

    /// <summary>A file without a name, with this content, that a child reads as <c>/dev/fd/N</c>.</summary>
    public static Descriptor OfBytes(ReadOnlySpan<byte> content)
    {
        var file = OperatingSystem.IsLinux() ? Own(Check(LibC.MemoryFile("stet", 1), "memory for a shell line could not be had")) : TemporaryFile();
        file.Rewrite(content);
        return file;
    }

    /// <summary>Other content, from its start, also for a child that has it under a number of its own.</summary>
    public void Rewrite(ReadOnlySpan<byte> content)
    {
        _ = LibC.Truncate(number, 0);
        _ = LibC.Seek(number, 0, 0);
        WriteAll(content);
        _ = LibC.Seek(number, 0, 0);
    }

    /// <summary>Bytes read, 0 at the end. A terminal whose other side is closed has ended too.</summary>
    public int Read(Span<byte> buffer)
    {
        while (true)
        {
            var got = LibC.Read(number, buffer, (nuint)buffer.Length);
            if (got >= 0 || Marshal.GetLastPInvokeError() != LibC.Interrupted)
            {
                return (int)Math.Max(got, 0);
            }
        }
    }

    /// <returns>False where nobody reads any more.</returns>
    public bool WriteAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var written = LibC.Write(number, bytes, (nuint)bytes.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() != LibC.Interrupted)
            {
                return false;
            }

            bytes = bytes[(int)Math.Max(written, 0)..];
        }

        return true;
    }

    public byte[] ReadFromStart()
    {
        _ = LibC.Seek(number, 0, 0);
        var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int got; (got = Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, got);
        }

        return all.ToArray();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref number, -1) is >= 0 and var open)
        {
            _ = LibC.Close(open);
        }
    }

    public static int Check(int result, string what) =>
        result >= 0 ? result : throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    public static Descriptor Own(int number)
    {
        _ = LibC.Control(number, LibC.SetDescriptorFlags, LibC.CloseOnExec);
        return new(number);
    }

    /// <summary>Opened anew through its name, which is removed at once.</summary>
    private static unsafe Descriptor TemporaryFile()
    {
        var name = Encoding.UTF8.GetBytes(Path.Combine(Path.GetTempPath(), "stet-XXXXXX") + "\0");
        fixed (byte* path = name)
        {
            var file = Own(Check(MakeTemporary(path), "a temporary file for a shell line could not be made"));
            _ = Unlink(path);
            return file;
        }
    }

    [DllImport("libc", EntryPoint = "mkstemp", SetLastError = true)]
    private static extern unsafe int MakeTemporary(byte* template);

    [DllImport("libc", EntryPoint = "unlink", SetLastError = true)]
    private static extern unsafe int Unlink(byte* path);
}
