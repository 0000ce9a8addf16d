using Stet.Model;
using Stet.Sessions.Submitting;
using Stet.Toolbox.Shell;

namespace Stet.Sessions.Shells;

/// <summary>
/// The front end's terminal during one submission: lent to the processes that the submission starts, to the newest of them where there are several. What
/// they write goes to the front end untouched, and as text into the outcome.
/// </summary>
internal sealed class SessionTerminal(int columns, int rows, ISubmissionListener listener, OutputBuffer output) : ITerminalLoan
{
    private readonly Lock gate = new();
    private readonly List<(Action<ReadOnlyMemory<byte>> Input, Action<int, int> Resized)> takers = [];
    private readonly TerminalText text = new();
    private readonly List<byte> ahead = [];

    public int Columns { get; private set; } = columns;

    public int Rows { get; private set; } = rows;

    public void Take(Action<ReadOnlyMemory<byte>> input, Action<int, int> resized)
    {
        lock (gate)
        {
            takers.Add((input, resized));
            if (takers.Count == 1)
            {
                listener.TerminalLent();
            }
        }
    }

    public void Write(ReadOnlyMemory<byte> bytes)
    {
        output.Record(text.Take(bytes.Span));
        listener.TerminalOutput(bytes);
    }

    public void Return(ReadOnlyMemory<byte> unread)
    {
        lock (gate)
        {
            takers.RemoveAt(takers.Count - 1);
            ahead.AddRange(unread.Span);
            if (takers.Count == 0)
            {
                listener.TerminalReturned(ahead.ToArray());
                ahead.Clear();
            }
        }
    }

    public void Typed(ReadOnlyMemory<byte> bytes)
    {
        lock (gate)
        {
            takers.LastOrDefault().Input?.Invoke(bytes);
        }
    }

    public void Resize(int width, int height)
    {
        lock (gate)
        {
            (Columns, Rows) = (width, height);
            takers.ForEach(t => t.Resized(width, height));
        }
    }
}
