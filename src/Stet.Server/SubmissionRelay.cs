using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Server;

/// <summary>Carries what one submission says to its front end. After the outcome only notes and the final "kept" follow.</summary>
internal sealed class SubmissionRelay(Outbox outbox, int id) : ISubmissionListener
{
    private readonly Lock _ending = new();
    private bool _finished;
    private bool _closed;
    private SubmissionNumber? _kept;

    public void Started(SubmissionNumber number) => Send(MessageKind.Started, number);

    public void Waiting(string reason) =>
        outbox.Send(Frame.Of(MessageKind.Waiting, id, new(reason), MessageCodecs.Waiting));

    public void Output(string text, bool isError) => outbox.SendOutput(id, text, isError);

    public void Kept(SubmissionNumber number)
    {
        lock (_ending)
        {
            _kept = number;
            if (_finished && !_closed)
            {
                _closed = true;
                Send(MessageKind.Kept, number);
            }
        }
    }

    public void Noted(Note note) => outbox.Send(Frame.Of(MessageKind.Noted, id, note, ModelCodecs.Note));

    /// <summary>Sends the outcome; where all is durable by now, as the last frame.</summary>
    public void Finished(Outcome outcome)
    {
        lock (_ending)
        {
            _finished = true;
            var kept = outcome.Kept || _kept?.Value >= outcome.Number.Value;
            _closed = kept;
            var kind = kept ? MessageKind.Finished : MessageKind.FinishedKeeping;
            if (kept)
            {
                Send(MessageKind.Kept, outcome.Number);
            }

            outbox.Send(Frame.Of(kind, id, outcome with { Kept = kept }, ModelCodecs.Outcome));
        }
    }

    private void Send(MessageKind kind, SubmissionNumber number) =>
        outbox.Send(Frame.Of(kind, id, new(number), MessageCodecs.NumberIs));
}
