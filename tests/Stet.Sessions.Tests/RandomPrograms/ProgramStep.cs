namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>One thing done to the program.</summary>
/// <param name="Kind">What is done, in words; <see cref="RandomProgramTests.Every_kind_of_step_occurs"/> counts them.</param>
/// <param name="Refused">The code of the error that must come; null where it must succeed.</param>
/// <param name="IsCommand">It stands alone; otherwise the check may be submitted with it.</param>
internal sealed record ProgramStep(string Kind, string Code, string? Refused = null, bool IsCommand = false)
{
    /// <summary>What <c>force</c>, right after, does to the model; null where it is not tried.</summary>
    public Action? Forced { get; init; }

    /// <summary>The definitions that it replaces, each with what it becomes: saving these in their files is the same step.</summary>
    public IReadOnlyList<(string Before, string After)> Edits { get; init; } = [];

    /// <summary>What is submitted after it, before anyone looks; with <c>!CODE</c> in front, what must be refused so.</summary>
    public IReadOnlyList<string> Then { get; init; } = [];

    /// <summary>It can only be done in the files: there is nothing to be typed.</summary>
    public bool IsSaved { get; init; }

    /// <summary>It changes definitions or names, so that it can be taken back and made again.</summary>
    public bool CanBeUndone { get; init; }

    /// <summary>All of the definitions that differ, in one submission.</summary>
    public static ProgramStep Redefinition(string kind, params (string Before, string After)[] definitions)
    {
        var changed = definitions.Where(d => d.Before != d.After).ToList();
        return new(kind, string.Join(' ', (changed.Count > 0 ? changed : [.. definitions]).Select(d => d.After))) { Edits = changed, CanBeUndone = changed.Count > 0 };
    }
}
