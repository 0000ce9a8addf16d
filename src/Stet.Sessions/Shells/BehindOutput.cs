using System.Text;
using Stet.Model;

namespace Stet.Sessions.Shells;

/// <summary>
/// What programs in the background write to a session's terminal between its lines, and what the shell tells of jobs: told as text, by whole lines; the rest of a line when nothing
/// follows for a moment.
/// </summary>
internal sealed class BehindOutput
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    /// <summary>A program that writes without end is held to what a prompt can show beside the typing.</summary>
    private const int BytesInMillisecond = 2_000;

    private readonly Action<Note> tell;
    private readonly TerminalText reader = new();
    private readonly StringBuilder begun = new();
    private readonly Lock gate = new();
    private readonly Timer rest;

    public BehindOutput(Action<Note> tell)
    {
        this.tell = tell;
        rest = new(_ => TellRest());
    }

    /// <summary>On a thread that only passes on what programs write: where it waits, they do.</summary>
    public void Take(ReadOnlyMemory<byte> bytes)
    {
        Thread.Sleep(bytes.Length / BytesInMillisecond);
        lock (gate)
        {
            begun.Append(reader.Take(bytes.Span));
            var text = begun.ToString();
            var end = text.LastIndexOf('\n');
            if (end >= 0)
            {
                begun.Remove(0, end + 1);
                tell(new(NoteKind.Job, text[..end], []));
            }

            rest.Change(begun.Length > 0 ? Moment : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Take(IReadOnlyList<string> news)
    {
        TellRest();
        tell(new(NoteKind.Job, string.Join('\n', news), []));
    }

    private void TellRest()
    {
        lock (gate)
        {
            if (begun.Length > 0)
            {
                tell(new(NoteKind.Job, begun.ToString(), []));
                begun.Clear();
            }
        }
    }
}
