using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Protocol.Client;

/// <summary>A request about which the host still has something to say.</summary>
internal sealed class PendingRequest(ISubmissionListener? listener)
{
    private readonly TaskCompletionSource<Frame> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SubmissionNumber? _started;
    private bool _replied;

    /// <summary>What the host may ask for as standard input.</summary>
    public Stream? Input { get; init; }

    public Task<Frame> Reply => _reply.Task;

    /// <summary>Takes a frame of this request. True when it was the last one.</summary>
    public bool Take(Frame frame)
    {
        switch (frame.Kind)
        {
            case MessageKind.Started:
                _started = frame.Read(MessageCodecs.NumberIs).Number;
                listener?.Started(_started.Value);
                return false;
            case MessageKind.Waiting:
                listener?.Waiting(frame.Read(MessageCodecs.Waiting).Reason);
                return false;
            case MessageKind.Output:
                var output = frame.Read(MessageCodecs.Output);
                listener?.Output(output.Text, output.IsError);
                return false;
            case MessageKind.TerminalLent:
                listener?.TerminalLent();
                return false;
            case MessageKind.TerminalOutput:
                listener?.TerminalOutput(frame.Read(MessageCodecs.TerminalBytes).Bytes);
                return false;
            case MessageKind.TerminalReturned:
                listener?.TerminalReturned(frame.Read(MessageCodecs.TerminalBytes).Bytes);
                return false;
            case MessageKind.Noted:
                var note = frame.Read(ModelCodecs.Note);
                listener?.Noted(note);
                return _replied && note.Kind == NoteKind.NotKept;
            case MessageKind.Kept:
                listener?.Kept(frame.Read(MessageCodecs.NumberIs).Number);
                return _replied;
            case MessageKind.Refused:
                return Refuse(frame.Read(MessageCodecs.Refused));
            default:
                _replied = true;
                _reply.TrySetResult(frame);
                return frame.Kind != MessageKind.FinishedKeeping;
        }
    }

    /// <summary>The connection is lost: no reply will come.</summary>
    public void Lose() => _reply.TrySetException(new HostLostException(_started));

    private bool Refuse(Refused refused)
    {
        _reply.TrySetException(new HostRefusedException(refused));
        return true;
    }
}
