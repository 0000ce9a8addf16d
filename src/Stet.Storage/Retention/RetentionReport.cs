namespace Stet.Storage;

/// <summary>What <see cref="WorkspaceStore.Collect"/> dropped.</summary>
/// <param name="OldestState">States before this one can no longer be looked at; null where nothing was ever dropped.</param>
/// <param name="DroppedVersions">How many superseded bindings are gone.</param>
/// <param name="FreedBytes">Bytes given back to the file system.</param>
/// <param name="Notes">The same in words, one note for each kind of thing dropped; empty where nothing was.</param>
public sealed record RetentionReport(
    SubmissionNumber? OldestState, int DroppedVersions, int DroppedImages, int DroppedChunks, int DroppedUnits, long FreedBytes, IReadOnlyList<Note> Notes);
