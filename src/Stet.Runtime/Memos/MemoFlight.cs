using System.Runtime.ExceptionServices;

namespace Stet.Runtime.Memos;

/// <summary>
/// One result that is being computed. Who asks for it meanwhile waits for it, but for code that it waits for itself: that runs the function anew, as it would without <c>[Memo]</c>.
/// Knows which results are being computed above the code that runs; flows with it, also into tasks and parallel loops.
/// </summary>
internal sealed class MemoFlight(MemoFlight? above)
{
    private static readonly AsyncLocal<MemoFlight?> Flowing = new();
    private static readonly Lock Gate = new();

    private readonly TaskCompletionSource<Landed> landed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<MemoFlight> waitsFor = [];

    public static MemoFlight? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public MemoFlight? Above { get; } = above;

    public Task<Landed> Landing => landed.Task;

    public void Land(Landed result) => landed.TrySetResult(result);

    /// <summary>Notes that the running code waits for another result.</summary>
    /// <returns>What ends the waiting; null where the other one waits, at any remove, for what the running code computes.</returns>
    public static Waiting? WaitFor(MemoFlight other)
    {
        lock (Gate)
        {
            var mine = new HashSet<MemoFlight>();
            for (var flight = Current; flight is not null; flight = flight.Above)
            {
                mine.Add(flight);
            }

            if (mine.Count > 0 && Reaches(other, mine, []))
            {
                return null;
            }

            foreach (var flight in mine)
            {
                flight.waitsFor.Add(other);
            }

            return new(mine, other);
        }
    }

    private static bool Reaches(MemoFlight from, HashSet<MemoFlight> goals, HashSet<MemoFlight> seen) =>
        goals.Contains(from) || (seen.Add(from) && from.waitsFor.Any(next => Reaches(next, goals, seen)));

    public sealed class Waiting(IReadOnlyCollection<MemoFlight> mine, MemoFlight other) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                foreach (var flight in mine)
                {
                    flight.waitsFor.Remove(other);
                }
            }
        }
    }
}

/// <summary>What came of computing a result.</summary>
/// <param name="Form">Null where it is not kept: who waited for it computes its own.</param>
/// <param name="Error">What the function threw.</param>
internal sealed record Landed(ReadOnlyMemory<byte>? Form, ExceptionDispatchInfo? Error);
