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

    private readonly Engine engine;
    private readonly Retention retention;
    private readonly Timer timer;

    public BackgroundKeeping(Engine engine)
    {
        this.engine = engine;
        retention = new(engine);
        timer = new(_ => Look(), null, Pause, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        try
        {
            using var turn = engine.Foreground.TryEnter("keeping what runs in the background");
            if (turn is not null)
            {
                KeepEscaped();
                retention.ApplyWhenDue();
            }
        }
        catch (IOException trouble)
        {
            engine.LaterNotes.Enqueue(new(NoteKind.NotKept, trouble.Message, []));
        }
        finally
        {
            timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private void KeepEscaped()
    {
        var escaped = engine.Variables.All.Where(v => v.Escaped && v.Slot is not null && v.Keeping.IsCompleted && (v.Stored?.Bytes ?? 0) < Limit).ToList();
        var sharers = escaped.SelectMany(v => v.Component).Distinct().Select(engine.Variables.Find).OfType<Variable>().Where(v => v.Slot is not null).ToList();
        if (sharers.Count > 0 && engine.LastCommit is { } last)
        {
            engine.Keeper.Keep(last with { Changes = [], Images = [] }, sharers, _ => [], inFront: true);
        }
    }
}
