namespace Stet.Storage;

/// <summary>What a name stands for. Part of the stored format: members keep their numbers.</summary>
public enum BindingKind
{
    Variable = 0,
    Definition = 1,
    Using = 2,
    Reference = 3,
    Setting = 4,

    /// <summary>A value that could not follow its type, set aside as plain data.</summary>
    Stranded = 5,

    /// <summary>Something was renamed; the name is the number of the submission.</summary>
    Renaming = 8,
}

/// <summary>One name in one state of the workspace.</summary>
/// <param name="Payload">Opaque to the store; small (type, recipe, source).</param>
/// <param name="Image">The stored form of the value; null where the binding has none.</param>
/// <param name="Since">The submission that bound it so.</param>
public sealed record StoredBinding(BindingKind Kind, string Name, string Payload, ContentHash? Image, SubmissionNumber Since);

/// <summary>A name bound anew, or removed, by a commit.</summary>
/// <param name="Payload">Null: the name is removed.</param>
public sealed record BindingChange(BindingKind Kind, string Name, string? Payload, ContentHash? Image);

/// <summary>One name touched by a submission, as <see cref="WorkspaceStore.ChangedBy"/> lists it.</summary>
public sealed record ChangedName(BindingKind Kind, string Name);

/// <summary>A submission that changed bindings, and which.</summary>
public sealed record ChangedVersion(SubmissionNumber Number, IReadOnlyList<ChangedName> Names);
