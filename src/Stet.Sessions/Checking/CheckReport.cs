using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Checking;

/// <summary>What is said of formulas that were compared: an error for each that does not agree, a line for what else there is to say.</summary>
/// <param name="here">The value that the workspace has of a formula, as text; null where it is not to be had.</param>
/// <param name="causes">What in a formula's code gives other answers in another process; empty where nothing of that is known.</param>
internal sealed class CheckReport(World world, IReadOnlyList<FormulaVerdict> verdicts, Func<string, string?> here, Func<string, string> causes)
{
    /// <summary>More of a kind are counted.</summary>
    private const int Most = 20;

    public IEnumerable<Diagnostic> Errors() => verdicts.Where(v => v.Agreement is Agreement.Differs or Agreement.Kills).Select(v => At(v.Name, v.Agreement == Agreement.Kills
        ? $"{v.Name} was not compared: it ended the process that computed it ({v.Why})."
        : Difference(v)));

    public IEnumerable<string> Lines() => [.. Counted(), .. Each(Agreement.IsNew, v => v.There!.Error is { } error ? $"{v.Name} throws {error}" : null), .. Each(Agreement.NotCompared, v => $"{v.Name} was not compared: it {v.Why}")];

    /// <summary>One JSON object for each formula.</summary>
    public IEnumerable<string> Rows() => verdicts.Select(v => JsonSerializer.Serialize(
        new FormulaCheckRow(v.Name, WordOf(v.Agreement), v.Agreement is Agreement.Differs or Agreement.Follows ? here(v.Name) : null, v.There is { } there ? there.Error ?? there.Text : null, v.Why.Length == 0 ? null : v.Why), CheckRowJson.Default.FormulaCheckRow));

    private IEnumerable<string> Counted()
    {
        var (agree, compared) = (Count(Agreement.Agrees), Count(Agreement.Agrees) + Count(Agreement.Differs) + Count(Agreement.Follows));
        if (compared > 0)
        {
            yield return (compared, agree == compared) switch
            {
                (1, true) => "1 formula computed anew: it agrees",
                (1, _) => "1 formula computed anew: it does not agree",
                (_, true) => $"{compared} formulas computed anew: all agree",
                _ => $"{compared} formulas computed anew: {(agree == 0 ? "none" : agree.ToString(CultureInfo.InvariantCulture))} {(agree == 1 ? "agrees" : "agree")}",
            };
        }

        if (Count(Agreement.IsNew) is > 0 and var fresh)
        {
            yield return $"{fresh} {(fresh == 1 ? "formula" : "formulas")} had no value to compare with: computed for the first time";
        }
    }

    private int Count(Agreement agreement) => verdicts.Count(v => v.Agreement == agreement);

    private IEnumerable<string> Each(Agreement agreement, Func<FormulaVerdict, string?> line)
    {
        var lines = verdicts.Where(v => v.Agreement == agreement).Select(line).OfType<string>().ToList();
        return lines.Count <= Most ? lines : [.. lines.Take(Most), $"and {lines.Count - Most} more (--json lists all)"];
    }

    private string Difference(FormulaVerdict verdict)
    {
        var there = verdict.There!;
        var was = here(verdict.Name) is { } value ? $"here it is {value}; " : "";
        var followers = verdicts.Where(v => v.Agreement == Agreement.Follows && RootOf(v) == verdict.Name).Select(v => v.Name).ToList();
        return $"{verdict.Name} does not agree: {was}computed in a clean process, with the same inputs, {(there.Error is { } error ? $"it throws {error}" : $"it is {there.Text}")}{Cause(verdict)}"
            + (followers.Count == 0 ? "" : $" What reads it does not agree either: {string.Join(", ", followers.Take(Most))}{(followers.Count > Most ? $", and {followers.Count - Most} more" : "")}.");
    }

    private string Cause(FormulaVerdict verdict)
    {
        var known = causes(verdict.Name);
        return verdict.There!.Again is { } again
            ? $", and {again} when it is computed once more there. Something that is no input counts: state that its code changes, or chance. Make that a variable, or write '{verdict.Name} => impure(...)'."
            : $". {(known.Length > 0 ? $"Its code uses {known}, which differs from process to process." : "Something that is no input counts: a static place outside of the workspace, or what differs from process to process.")}"
                + $" Compute it from its inputs alone, or write '{verdict.Name} => impure(...)'.";
    }

    /// <summary>The first of those that it follows, one after the other.</summary>
    private string RootOf(FormulaVerdict follower)
    {
        var at = follower;
        while (at.Agreement == Agreement.Follows)
        {
            at = verdicts.First(v => v.Name == at.Why);
        }

        return at.Name;
    }

    private Diagnostic At(string formula, string message)
    {
        var part = world.Graph.Definitions[formula].Parts[0];
        var line = part.Text.Split('\n')[0];
        return new(Severity.Error, "STET0311", message, part.Home.File, part.Home.Line, part.Home.Column, part.Home.Line, part.Home.Column + formula.Length, line);
    }

    private static string WordOf(Agreement agreement) => agreement switch
    {
        Agreement.Agrees => "agrees",
        Agreement.Differs or Agreement.Follows => "differs",
        Agreement.IsNew => "computed for the first time",
        Agreement.Kills => "ends its process",
        _ => "not compared",
    };
}

/// <param name="Here">The value that the workspace has, where it differs.</param>
/// <param name="There">The value that came out in a clean process.</param>
internal sealed record FormulaCheckRow(string Formula, string Verdict, string? Here, string? There, string? Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FormulaCheckRow))]
internal sealed partial class CheckRowJson : JsonSerializerContext;
