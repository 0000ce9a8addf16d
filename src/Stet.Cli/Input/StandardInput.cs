using System.Runtime.InteropServices;

namespace Stet.Cli.Input;

/// <summary>Asks the system whether a read from standard input would return at once; the base library cannot.</summary>
internal static partial class StandardInput
{
    private const short PollIn = 1;

    /// <summary>False on systems that cannot say: then each line is taken by itself.</summary>
    public static unsafe bool HasMore()
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var request = new PollRequest { Descriptor = 0, Events = PollIn };
        return poll(&request, 1, 0) > 0;
    }

    [LibraryImport("libc")]
    private static unsafe partial int poll(PollRequest* requests, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
