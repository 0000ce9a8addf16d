namespace Stet.Sessions.Commands;

/// <summary>
/// What an <c>undo</c> or <c>redo</c> records beside the state it brings back: which state that is, and what <c>redo</c> goes forward to.
/// </summary>
/// <param name="State">The submission whose state this is; 0 for the empty workspace.</param>
/// <param name="Redo">States to go forward to, nearest first.</param>
internal sealed record PositionPayload(long State, IReadOnlyList<long> Redo);
