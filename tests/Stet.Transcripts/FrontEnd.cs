using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Stet.Transcripts;

/// <summary>A running <c>stet --json</c>: one session, to which submissions are written and whose answers are read.</summary>
internal sealed class FrontEnd : IDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder complaints = new();
    private readonly TimeSpan patience;

    public FrontEnd(ProcessStartInfo start, TimeSpan patience)
    {
        this.patience = patience;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Complained(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Writes a submission and waits for the line of JSON that answers it, and for what is said of it until it is kept.</summary>
    /// <param name="untilKept">Otherwise the first line alone, as when the prompt comes back.</param>
    /// <returns>The lines: the outcome, then later notes.</returns>
    public async Task<IReadOnlyList<string>> Submit(string code, bool untilKept)
    {
        try
        {
            await process.StandardInput.WriteAsync(code + "\n");
            await process.StandardInput.FlushAsync();
            return await Answer(untilKept);
        }
        catch (Exception gone) when (gone is IOException or ChannelClosedException)
        {
            throw new InvalidOperationException($"stet has ended and did not answer '{code}'. {Complaints()}", gone);
        }
    }

    /// <summary>Ends standard input and waits for the command to end, which it does when all is kept.</summary>
    public async Task Close()
    {
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(deadline.Token);
    }

    public async Task Kill()
    {
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: false);
        }

        process.Dispose();
    }

    private async Task<IReadOnlyList<string>> Answer(bool untilKept)
    {
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            var said = new List<string> { await lines.Reader.ReadAsync(deadline.Token) };
            while (untilKept && !IsTheEnd(said[^1]))
            {
                said.Add(await lines.Reader.ReadAsync(deadline.Token));
            }

            return said;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"stet did not answer within {patience.TotalSeconds:0} s; perhaps it waits for more lines. {Complaints()}");
        }
    }

    /// <summary>A submission is done with when it is kept, or known not to be.</summary>
    private static bool IsTheEnd(string line) =>
        line.Contains("\"kept\":true", StringComparison.Ordinal) || line.Contains("\"kind\":\"not kept\"", StringComparison.Ordinal);

    private void Heard(string? line)
    {
        if (line is null)
        {
            lines.Writer.TryComplete();
        }
        else
        {
            lines.Writer.TryWrite(line);
        }
    }

    private void Complained(string? line)
    {
        lock (complaints)
        {
            complaints.AppendLine(line);
        }
    }

    private string Complaints()
    {
        lock (complaints)
        {
            return $"It wrote to standard error: {complaints}";
        }
    }
}
