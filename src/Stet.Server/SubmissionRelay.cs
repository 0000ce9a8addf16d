using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Server;

/// <summary>
/// Carries what one submission says to its front end. After the outcome only notes follow, and the final "kept"; or a note that it cannot be kept.
/// </summary>
internal sealed class SubmissionRelay(Outbox outbox, int id) : ISubmissionListener
{
    private readonly Lock _telling = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SubmissionNumber? _kept;
    private bool _finished;
    private bool _notKept;

    /// <summary>Completed when all has been said.</summary>
    public Task Over => _over.Task;

    public void Started(SubmissionNumber number) => Send(MessageKind.Started, number);

    public void Waiting(string reason) =>
        outbox.Send(Frame.Of(MessageKind.Waiting, id, new(reason), MessageCodecs.Waiting));

    public void Output(string text, bool isError) => outbox.SendOutput(id, text, isError);

    public void TerminalLent() => outbox.Send(Frame.Of(MessageKind.TerminalLent, id, Empty.Value, MessageCodecs.Empty));

    public void TerminalOutput(ReadOnlyMemory<byte> bytes) =>
        outbox.SendUnhurried(Frame.Of(MessageKind.TerminalOutput, id, new(bytes.ToArray()), MessageCodecs.TerminalBytes));

    public void TerminalReturned(ReadOnlyMemory<byte> unread) =>
        outbox.Send(Frame.Of(MessageKind.TerminalReturned, id, new(unread.ToArray()), MessageCodecs.TerminalBytes));

    /// <summary>Before the outcome it is only remembered: the outcome then says it.</summary>
    public void Kept(SubmissionNumber number)
    {
        lock (_telling)
        {
            _kept = number;
            if (_finished && !Over.IsCompleted)
            {
                Send(MessageKind.Kept, number);
                _over.TrySetResult();
            }
        }
    }

    public void Noted(Note note)
    {
        lock (_telling)
        {
            outbox.Send(Frame.Of(MessageKind.Noted, id, note, ModelCodecs.Note));
            _notKept |= note.Kind == NoteKind.NotKept;
            if (_finished && _notKept)
            {
                _over.TrySetResult();
            }
        }
    }

    /// <summary>Sends the outcome; as the last frame, where it is known whether all is durable.</summary>
    public void Finished(Outcome outcome)
    {
        lock (_telling)
        {
            _finished = true;
            var kept = outcome.Kept || _kept?.CompareTo(outcome.Number) >= 0;
            var neverEntered = outcome.Number == default; // Refused before it had a number: there is nothing to keep.
            var over = kept || neverEntered || _notKept || outcome.Notes.Any(n => n.Kind == NoteKind.NotKept);
            if (kept)
            {
                Send(MessageKind.Kept, outcome.Number);
            }

            var kind = over ? MessageKind.Finished : MessageKind.FinishedKeeping;
            outbox.Send(Frame.Of(kind, id, outcome with { Kept = kept }, ModelCodecs.Outcome));
            if (over)
            {
                _over.TrySetResult();
            }
        }
    }

    /// <summary>The engine failed: nothing more will come.</summary>
    public void Abandon() => _over.TrySetResult();

    private void Send(MessageKind kind, SubmissionNumber number) =>
        outbox.Send(Frame.Of(kind, id, new(number), MessageCodecs.NumberIs));
}
