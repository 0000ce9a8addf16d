using Stet.Model;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Keeping;

/// <summary>
/// Notices what tasks and timers of the user's change while nobody types: variables that living code can reach are looked at again
/// every moment or so, and kept where they differ.
/// </summary>
internal sealed class BackgroundKeeping : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Bytes: what is larger is looked at with the next submission only.</summary>
    private const long Limit = 1 << 20;

    /// <summary>Results of formulas that are kept in one look.</summary>
    private const int MostResults = 2000;

    private readonly Engine engine;
    private readonly Retention retention;
    private readonly Timer timer;
    private volatile bool isClosed;

    public BackgroundKeeping(Engine engine)
    {
        this.engine = engine;
        retention = new(engine);
        timer = new(_ => Look(), null, Pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whoever has the foreground afterwards may close the store.</summary>
    public void Dispose()
    {
        isClosed = true;
        timer.Dispose();
    }

    /// <summary>Keeps what has changed, unless somebody runs something just now.</summary>
    internal void Look()
    {
        try
        {
            using var turn = engine.Foreground.TryEnter("keeping what runs in the background");
            if (turn is not null && !isClosed)
            {
                KeepEscaped();
                engine.Formulas.Results.Flush(MostResults);
                engine.Watches.LookInBackground();
                retention.ApplyWhenDue();
                engine.Loader.Sweep();
            }
        }
        catch (IOException trouble)
        {
            engine.LaterNotes.Enqueue(new(NoteKind.NotKept, trouble.Message, []));
        }
        finally
        {
            LookAgain();
        }
    }

    private void LookAgain()
    {
        try
        {
            timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException) when (isClosed)
        {
            // It was closed during this look, which was the last.
        }
    }

    private void KeepEscaped()
    {
        var escaped = engine.Variables.Restless.Where(v => v.Escaped && v.Slot is not null && v.Keeping.IsCompleted && (v.Stored?.Bytes ?? 0) < Limit).ToList();
        EscapedValues.Keep(engine, escaped);
    }
}
