using Stet.Runtime;
using Stet.Sessions.Formulas;

namespace Stet.Sessions.Checking;

internal enum Agreement
{
    /// <summary>The value is the one that the workspace has.</summary>
    Agrees,

    /// <summary>It is another one.</summary>
    Differs,

    /// <summary>It differs as what it reads does.</summary>
    Follows,

    /// <summary>The workspace had none; there is one now.</summary>
    IsNew,

    /// <summary>It was not computed, or what came out cannot be compared.</summary>
    NotCompared,

    /// <summary>It ended the process that computed it.</summary>
    Kills,
}

/// <summary>What comes of comparing a formula of the workspace with the same formula in a clean process.</summary>
/// <param name="Why">Why it was not compared; which formula it follows; how it ended the process. The end of a sentence about it; empty otherwise.</param>
/// <param name="There">As the clean process computed it; null where it did not.</param>
internal sealed record FormulaVerdict(string Name, Agreement Agreement, string Why, ComputedFormula? There)
{
    /// <param name="here">As the workspace has it.</param>
    /// <param name="unordered">What its value is here apart from the order of hashed collections; asked only where the values are not stored alike.</param>
    /// <param name="differing">The formulas that were compared before and differ.</param>
    public static FormulaVerdict Of(ExpectedFormula here, ComputedFormula there, Func<string?> unordered, IReadOnlySet<string> differing)
    {
        if (there.Unavailable is { } missing)
        {
            return new(here.Name, Agreement.NotCompared, $"could not be computed in a clean process: {missing}", there);
        }

        return here.Version is null ? new(here.Name, Agreement.IsNew, "", there)
            : here.Version == there.Version ? new(here.Name, Agreement.Agrees, "", there)
            : here.Code != there.Code ? new(here.Name, Agreement.NotCompared, "has other code in the files than the workspace runs", there)
            : there.IsLive ? new(here.Name, Agreement.NotCompared, "has a value of which one process alone has a part", there)
            : there.Reads.Keys.Concat(here.Reads).FirstOrDefault(differing.Contains) is { } read ? new(here.Name, Agreement.Follows, read, there)
            : OtherInput(here, there) is { } other ? new(here.Name, Agreement.NotCompared, $"is computed from {other}, which was another one then, or is being changed", there)
            : there.Unordered is { } content && content == unordered() ? new(here.Name, Agreement.Agrees, "", there)
            : new(here.Name, Agreement.Differs, "", there);
    }

    /// <summary>
    /// An input that is not the same: code that runs here, or another program, may have changed it since the other process was given it. Static places count where both have used them: until then they
    /// are what they begin with.
    /// </summary>
    private static string? OtherInput(ExpectedFormula here, ComputedFormula there)
    {
        var known = here.Inputs.ToDictionary(i => i.Name);
        var other = known.Keys.Union(there.Inputs.Keys).FirstOrDefault(name => known.GetValueOrDefault(name) is not { IsKept: true }
            && known.GetValueOrDefault(name)?.Version != there.Inputs.GetValueOrDefault(name) && (!StaticsName.Is(name) || (known.ContainsKey(name) && there.Inputs.ContainsKey(name))));
        return other is null ? null : FileVersions.IsFile(other) ? $"the file {other[(other.IndexOf(':', StringComparison.Ordinal) + 1)..]}" : other;
    }
}
