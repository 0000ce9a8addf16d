namespace Stet.Protocol.Wire;

/// <summary>
/// What a frame is. The numbers are the protocol: they are never reused. <see cref="Hello"/>, <see cref="Welcome"/>,
/// <see cref="Refused"/>, <see cref="Stop"/> and <see cref="Stopping"/> keep their number and their form in every version, so that
/// a front end of one version can always understand, and stop, a host of another.
/// </summary>
internal enum MessageKind : byte
{
    Hello = 1,
    Welcome = 2,
    Refused = 3,
    Stop = 4,
    Stopping = 5,

    Attach = 10,
    Attached = 11,

    Submit = 20,
    Interrupt = 21,
    Started = 22,
    Waiting = 23,
    Output = 24,
    Finished = 25,
    Kept = 26,
    Noted = 27,

    /// <summary>As <see cref="Finished"/>, but not all is durable yet: <see cref="Kept"/> follows and is the last frame of the submission.</summary>
    FinishedKeeping = 28,

    TerminalLent = 29,
    TerminalOutput = 30,
    TerminalReturned = 31,
    TerminalInput = 32,
    ResizeTerminal = 33,

    Complete = 40,
    Completed = 41,
    Classify = 42,
    Classified = 43,
    AskInputState = 44,
    InputStateIs = 45,
    AskHistory = 46,
    HistoryIs = 47,
    List = 48,
    Listed = 49,
    AskWhenKept = 50,
    AllKept = 51,
    AskStatus = 52,
    StatusIs = 53,
    AskRecall = 54,
    RecallIs = 55,
    Search = 56,
    Found = 57,

    SubmitCall = 60,

    /// <summary>The code of a call wants more of standard input; answered by <see cref="Input"/> with the same id.</summary>
    AskInput = 61,
    Input = 62,
    PlanCall = 63,
    CallPlanned = 64,
    CompleteCall = 65,
    CallCompleted = 66,
    Export = 67,
    Exported = 68,
}
