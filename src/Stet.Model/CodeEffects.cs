namespace Stet.Model;

/// <summary>What code may do beyond computing. None of them: it is pure.</summary>
[Flags]
public enum EffectKinds
{
    Pure = 0,
    ReadsClock = 1,
    ReadsRandom = 2,
    ReadsEnvironment = 4,
    ReadsFiles = 8,
    Prints = 16,

    /// <summary>Makes new files or folders, adds to existing ones, moves them.</summary>
    WritesFiles = 32,

    /// <summary>What a file held is lost.</summary>
    Overwrites = 64,
    Deletes = 128,
    StartsProcesses = 256,
    UsesNetwork = 512,

    /// <summary>Assigns a variable of the workspace or a static field.</summary>
    ChangesState = 1024,

    /// <summary>Changes the machine otherwise: permissions, processes, services, users, mounts.</summary>
    ChangesSystem = 2048,

    /// <summary>Runs what cannot be looked at.</summary>
    Unknown = 4096,
}

/// <summary>Something that would be destroyed.</summary>
/// <param name="What">An absolute path; or, where it is no path or not known before it runs, what it is in words.</param>
/// <param name="Files">How many files that are: those in a folder, 0 where nothing is there now; null where it is not known.</param>
public sealed record Victim(string What, VictimKind Kind, int? Files = null)
{
    public override string ToString() => (Kind, Files) switch
    {
        (VictimKind.Folder, { } count) => $"{What.TrimEnd('/')}/ ({count} {(count == 1 ? "file" : "files")})",
        (VictimKind.Missing, _) => $"{What} (not there now)",
        _ => What,
    };
}

public enum VictimKind
{
    File,
    Folder,

    /// <summary>A path at which nothing is now.</summary>
    Missing,

    /// <summary>No path: a branch, a container, a table, a package.</summary>
    Other,

    /// <summary>A path that is only known when it runs.</summary>
    Unknown,
}

/// <summary>One thing that the code may do, and how it comes to it.</summary>
/// <param name="Kind">Exactly one kind.</param>
/// <param name="Victims">What is lost; of a reason that writes files, the paths of the new ones where they are known.</param>
/// <param name="Chain">The calls or words that lead there, outermost first: <c>tidy</c>, <c>wipe</c>, <c>File.Delete</c>.</param>
public sealed record EffectReason(EffectKinds Kind, IReadOnlyList<string> Chain, IReadOnlyList<Victim> Victims)
{
    public override string ToString() =>
        $"{EffectWords.Of(Kind)}: {string.Join(" > ", Chain)}{(Victims.Count == 0 || !CodeEffects.IsDestruction(Kind) ? "" : " > " + EffectWords.Listed(Victims))}";
}

/// <summary>What a definition, a submission or a shell line may do: a bound from above, computed without running it.</summary>
public sealed record CodeEffects(IReadOnlyList<EffectReason> Reasons)
{
    public static CodeEffects Pure { get; } = new([]);

    public EffectKinds Kinds { get; } = Reasons.Aggregate(EffectKinds.Pure, (all, reason) => all | reason.Kind);

    /// <summary>What it would delete or overwrite, without repetition.</summary>
    public IReadOnlyList<Victim> Victims { get; } =
        [.. Reasons.Where(r => IsDestruction(r.Kind)).SelectMany(r => r.Victims).Distinct().OrderBy(v => v.What, StringComparer.Ordinal)];

    /// <summary>Paths of the files that it would make, so far as they are known.</summary>
    public IReadOnlyList<string> NewFiles { get; } = [.. Reasons.Where(r => r.Kind == EffectKinds.WritesFiles).SelectMany(r => r.Victims).Select(v => v.What).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether it may delete or overwrite something.</summary>
    public bool Destructive => IsDestruction(Kinds);

    public bool IsPure => Kinds == EffectKinds.Pure;

    /// <summary>The call that makes it impure, with the way to it; null for pure code.</summary>
    public string? Impurity => Reasons.Count == 0 ? null : Reasons.OrderBy(r => r.Chain.Count).First().ToString();

    /// <summary>Kinds in words: <c>deletes, reads files</c>.</summary>
    public static string Words(EffectKinds kinds) => EffectWords.Of(kinds);

    public override string ToString() => EffectWords.Describe(this);

    public static bool IsDestruction(EffectKinds kinds) => (kinds & (EffectKinds.Deletes | EffectKinds.Overwrites)) != 0;
}
