using System.Text;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>Passes on what processes write, as it comes.</summary>
internal sealed class Relay
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(60);

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Descriptor from;
    private readonly Action<ReadOnlyMemory<byte>> pass;
    private int pieces;
    private volatile bool passing;

    /// <param name="pass">Called on a thread of its own; the bytes are good until it returns.</param>
    public Relay(Descriptor from, Action<ReadOnlyMemory<byte>> pass)
    {
        this.from = from;
        this.pass = pass;
        new Thread(Run, 256 << 10) { IsBackground = true, Name = "relay" }.Start();
    }

    public Task Ended => ended.Task;

    /// <summary>Bytes that are no UTF-8 come out as the character that says so.</summary>
    public static Relay ToWriter(Descriptor from, TextWriter writer)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var characters = new char[Encoding.UTF8.GetMaxCharCount(1 << 16)];
        return new(from, bytes => writer.Write(characters, 0, decoder.GetChars(bytes.Span, characters, flush: false)));
    }

    /// <summary>After the end of the process: waits until all that it wrote has been passed on. A program in the background may hold the other end for long.</summary>
    public void Settle()
    {
        for (var seen = -1; !ended.Task.Wait(Quiet) && (passing || seen != Volatile.Read(ref pieces));)
        {
            seen = Volatile.Read(ref pieces);
        }
    }

    private void Run()
    {
        var buffer = new byte[1 << 16];
        for (int got; (got = from.Read(buffer)) > 0;)
        {
            passing = true;
            pass(buffer.AsMemory(0, got));
            Interlocked.Increment(ref pieces);
            passing = false;
        }

        from.Dispose();
        ended.TrySetResult();
    }
}
