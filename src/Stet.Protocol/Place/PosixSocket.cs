using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Stet.Protocol.Place;

/// <summary>
/// A Unix socket's client end as the C library has it. System.Net.Sockets does the same, but preparing it takes 15 of the 100 ms that a whole
/// <c>stet eval</c> may last (docs/decisions/0031); it is used for listening, and on Windows.
/// </summary>
internal sealed unsafe partial class PosixSocket : Stream
{
    private const int UnixFamily = 1;
    private const int StreamType = 1;
    private const int BothWays = 2;
    private const int Interrupted = 4; // EINTR
    private const int CloseOnExec = 0x80000; // SOCK_CLOEXEC on Linux

    private readonly SafeFileHandle _handle;
    private int _shut;

    private PosixSocket(SafeFileHandle handle) => _handle = handle;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Null where nobody listens. The path must be one that a socket can have (<see cref="HostPlace.Socket"/>).</summary>
    public static PosixSocket? TryConnect(string path)
    {
        var descriptor = socket(UnixFamily, StreamType | CloseOnExec, 0);
        if (descriptor < 0)
        {
            throw new IOException($"No socket could be made: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        const int FamilyLength = 2;
        var address = stackalloc byte[FamilyLength + 108];
        new Span<byte>(address, FamilyLength + 108).Clear();
        address[0] = UnixFamily;
        var length = FamilyLength + Encoding.UTF8.GetBytes(path, new Span<byte>(address + FamilyLength, 107)) + 1;
        if (connect(descriptor, address, length) == 0)
        {
            return new(handle);
        }

        handle.Dispose();
        return null;
    }

    public override int Read(Span<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            nint got;
            while ((got = read(Descriptor(), bytes, (nuint)buffer.Length)) < 0)
            {
                ThrowUnlessInterrupted("reading");
            }

            return (int)got;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (var written = 0; written < buffer.Length;)
            {
                var step = write(Descriptor(), bytes + written, (nuint)(buffer.Length - written));
                if (step < 0)
                {
                    ThrowUnlessInterrupted("writing");
                }
                else
                {
                    written += (int)step;
                }
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Ends both directions, which wakes a thread that reads; the descriptor itself is freed when nobody uses it any more.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _shut, 1) == 0)
        {
            _ = shutdown((int)_handle.DangerousGetHandle(), BothWays); // Fails where the other side is gone already, which is as good.
        }

        base.Dispose(disposing);
    }

    private int Descriptor() => Volatile.Read(ref _shut) == 0 ? (int)_handle.DangerousGetHandle() : throw new ObjectDisposedException(nameof(PosixSocket));

    private static void ThrowUnlessInterrupted(string doing)
    {
        if (Marshal.GetLastPInvokeError() != Interrupted)
        {
            throw new IOException($"The connection broke while {doing}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int connect(int descriptor, byte* address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc")]
    private static partial int shutdown(int descriptor, int how);
}
