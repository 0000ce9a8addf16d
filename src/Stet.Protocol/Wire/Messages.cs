using Stet.Model;

namespace Stet.Protocol.Wire;

/// <summary>The first frame of every connection, sent by the front end.</summary>
internal sealed record Hello(int Protocol, string Version);

/// <summary>The host's answer to <see cref="Hello"/>.</summary>
/// <param name="Program">The host program, as the front end that started it named it: another build of Stet has another one.</param>
/// <param name="InUse">Whether another front end is attached or something runs.</param>
internal sealed record Welcome(int Protocol, string Version, string Program, bool InUse, int ProcessId, string Folder);

/// <summary>The request with this frame's id was not carried out, and why. On id 0 the connection is closed after it.</summary>
/// <param name="Reason">One of <see cref="RefusalReason"/>.</param>
internal sealed record Refused(string Reason, string Message);

/// <param name="Force">Also when a submission runs: it is interrupted.</param>
internal sealed record Stop(bool Force);

/// <summary>The host ends cleanly. Sent to every front end; to the one that asked, with its request's id, once all is kept.</summary>
internal sealed record Stopping(string Why);

/// <param name="Height">Rows of the terminal that can be lent; 0 where there is none.</param>
/// <param name="FileMask">Of the session's shell lines; -1 for the host's own.</param>
internal sealed record Attach(string Directory, string FrontEnd, int Width, int Height, IReadOnlyList<string> Environment, int FileMask);

internal sealed record Attached(SessionId Session, IReadOnlyList<Note> Greeting);

/// <param name="Width">Columns that the shown value may use.</param>
internal sealed record Submit(string Code, int Width);

/// <summary>As <see cref="Submit"/>; its code may ask for standard input.</summary>
internal sealed record SubmitCall(string Code, int Width, ValueForm Form);

/// <param name="Bytes">None where standard input has ended.</param>
internal sealed record Input(ReadOnlyMemory<byte> Bytes);

internal sealed record Export(string Function, string Folder);

/// <summary>The words of a command line.</summary>
internal sealed record CallWords(IReadOnlyList<string> Words);

/// <summary>Carries nothing: the kind says it all.</summary>
internal sealed record Empty
{
    public static Empty Value { get; } = new();
}

internal sealed record NumberIs(SubmissionNumber Number);

internal sealed record Waiting(string Reason);

internal sealed record Output(string Text, bool IsError);

/// <summary>To or from the process that has the terminal.</summary>
internal sealed record TerminalBytes(byte[] Bytes);

internal sealed record TerminalSize(int Width, int Height);

internal sealed record Complete(string Text, int Position);

internal sealed record InputText(string Text);

internal sealed record Classified(IReadOnlyList<ClassifiedSpan> Spans);

internal sealed record InputStateIs(InputState State);

internal sealed record Search(string Text, int Limit);

internal sealed record Found(IReadOnlyList<HistoryHit> Hits);

/// <param name="Code">The entry's text as it was recalled.</param>
internal sealed record AskRecall(SubmissionNumber Number, string Code);

internal sealed record HistoryIs(IReadOnlyList<HistoryEntry> Entries);

internal sealed record List(string Command);

internal sealed record StatusIs(bool Busy, int Sessions);
