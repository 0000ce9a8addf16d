namespace Stet.Sessions.Events;

/// <summary>The newest steps of this host, each with what it touched: the proof that nothing else was.</summary>
internal sealed class EventLog
{
    private const int Most = 1000;

    private readonly Lock gate = new();
    private readonly Queue<StepEvents> steps = [];

    public void Add(StepEvents step)
    {
        lock (gate)
        {
            steps.Enqueue(step);
            if (steps.Count > Most)
            {
                steps.Dequeue();
            }
        }
    }

    /// <summary>The steps since this was asked last, oldest first.</summary>
    public IReadOnlyList<StepEvents> Take()
    {
        lock (gate)
        {
            List<StepEvents> taken = [.. steps];
            steps.Clear();
            return taken;
        }
    }
}
