using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Migrating;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>A step to another world, ready to be taken; or refused, with the reasons.</summary>
/// <param name="Files">The definition files as they are to be on disk.</param>
/// <param name="Bindings">What the store is to know.</param>
/// <param name="MayForce">True when the only objection is that dependents would break.</param>
internal sealed record PreparedStep(
    StepResult? Result,
    ImmutableSortedDictionary<string, FileText> Files,
    IReadOnlyList<BindingChange> Bindings,
    IReadOnlyList<Note> Notes,
    ImmutableArray<Diagnostic> Errors,
    bool MayForce)
{
    /// <summary>The definitions without a file after the step; null when they stay as they are.</summary>
    public ImmutableDictionary<string, Definition>? Fileless { get; init; }

    /// <summary>The values of changed types, as the new world has them.</summary>
    public Carried Carried { get; init; } = Carried.Nothing;

    /// <summary>Names of variables that are set aside.</summary>
    public IReadOnlyList<string> Stranded { get; init; } = [];

    public bool IsRefused => Result is null;

    /// <summary>Refused because of what the code says, whatever the values are.</summary>
    public bool IsForCode { get; init; }

    public static PreparedStep Refused(ImmutableArray<Diagnostic> errors, bool mayForce = false) =>
        new(null, ImmutableSortedDictionary<string, FileText>.Empty, [], [], errors, mayForce);
}
