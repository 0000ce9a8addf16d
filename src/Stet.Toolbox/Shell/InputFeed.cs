using System.Runtime.ExceptionServices;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>Feeds a C# sequence to a process, one line for each element, as fast as it reads; ends early where it reads no more.</summary>
internal sealed class InputFeed
{
    private const int Enough = 1 << 16;

    private readonly IEnumerable<string> lines;
    private readonly Descriptor to;
    private volatile ExceptionDispatchInfo? failure;

    public InputFeed(IEnumerable<string> lines, Descriptor to)
    {
        this.lines = lines;
        this.to = to;
        new Thread(Run) { IsBackground = true, Name = "feed" }.Start();
    }

    /// <summary>What the sequence threw while it was read.</summary>
    public void ThrowIfFailed() => failure?.Throw();

    private void Run()
    {
        try
        {
            Write();
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
        }
        finally
        {
            to.Dispose();
        }
    }

    private void Write()
    {
        var waiting = new MemoryStream();
        foreach (var line in lines)
        {
            waiting.Write(SystemText.ToBytes(line));
            waiting.WriteByte((byte)'\n');
            if (waiting.Length >= Enough)
            {
                if (!to.WriteAll(waiting.GetBuffer().AsSpan(0, (int)waiting.Length)))
                {
                    return;
                }

                waiting.SetLength(0);
            }
        }

        to.WriteAll(waiting.GetBuffer().AsSpan(0, (int)waiting.Length));
    }
}
