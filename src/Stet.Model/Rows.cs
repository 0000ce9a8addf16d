namespace Stet.Model;

/// <summary>One line of <c>who</c>.</summary>
/// <param name="Text">The value in one short line.</param>
/// <param name="Bytes">Size of its stored form; shared parts count for each variable that reaches them.</param>
/// <param name="Since">The submission that last changed it.</param>
/// <param name="State">"kept", "keeping", "live", "not kept: why", "damaged: why".</param>
/// <param name="Outdated">What has changed since it was made: "f has changed"; empty where nothing has.</param>
public sealed record VariableRow(string Name, string Type, string Text, long Bytes, SubmissionNumber Since, string State, string Outdated = "");

/// <summary>One line of <c>effects()</c>: what a definition may do, whatever it is given and whatever is on the disk.</summary>
/// <param name="Kinds">"pure", or "deletes, reads files".</param>
public sealed record EffectsRow(string Name, string Kinds, bool Destructive);

/// <summary>One line of <c>log</c>: a state of the workspace that can be looked at or gone back to.</summary>
/// <param name="Changes">What it changed: "x, y (values), mean (function)".</param>
public sealed record VersionRow(SubmissionNumber Number, DateTimeOffset Time, string Code, string Changes);

/// <summary>One line of <c>trash</c>: what a submission destroyed and what <c>undo</c> or <c>restore</c> brings back.</summary>
/// <param name="Files">How many files, folders and links.</param>
/// <param name="Bytes">What they take in the store; files that are only linked take nothing before the original is gone.</param>
/// <param name="Paths">Absolute.</param>
public sealed record TrashRow(SubmissionNumber Number, DateTimeOffset Time, string Code, int Files, long Bytes, IReadOnlyList<string> Paths);
