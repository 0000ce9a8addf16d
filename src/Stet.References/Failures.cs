using System.Globalization;
using System.Text.RegularExpressions;
using Stet.Worlds;

namespace Stet.References;

/// <summary>Puts what <c>dotnet</c> says of a failed restore or build into words that say what to do. Pure.</summary>
internal static partial class Failures
{
    public const string NoDotnet = "Packages and projects are resolved with the command 'dotnet' of the .NET 10 SDK, which was not found. Install the SDK, or put it on the PATH.";

    public static IReadOnlyList<ReferenceTrouble> Of(DotnetResult result, AssetsFile? assets, IReadOnlyList<Reference> declared)
    {
        var restore = (assets?.Messages ?? []).Where(m => m.IsError).DistinctBy(m => (m.Code, m.Library)).Select(m => OfRestore(m, declared)).ToList();
        return restore.Count > 0 ? restore : OfOutput(result, declared);
    }

    /// <summary>A version that is not there, in whose place another one was taken: the user asked for that version.</summary>
    public static IReadOnlyList<ReferenceTrouble> Replaced(AssetsFile assets, IReadOnlyList<Reference> declared) =>
        [.. assets.Messages.Where(m => m.Code == "NU1603" && m.Message.StartsWith("references depends on", StringComparison.Ordinal) && Named(m, declared) is not null)
            .Select(m => OfRestore(m, declared))];

    /// <summary>Whether the package sources could not be reached.</summary>
    public static bool IsOffline(DotnetResult result) => result.Output.Contains("NU1301", StringComparison.Ordinal);

    private static ReferenceTrouble OfRestore(AssetsMessage message, IReadOnlyList<Reference> declared)
    {
        var about = Named(message, declared);
        var what = about is null ? message.Library : $"{about.Name} {about.Version}";
        return new(message.Code switch
        {
            "NU1101" => $"There is no package {message.Library} in the package sources ({After(message.Message, "source(s): ")}). Check its name; 'dotnet nuget list source' shows the sources.",
            "NU1102" => $"The package sources have no {what}{Nearest(message.Message)}. Name a version that is there.",
            "NU1603" => $"The package sources have no {what}; {After(message.Message, "was not found. ").Replace(" was resolved instead.", " is there.", StringComparison.Ordinal)} Name a version that is there.",
            "NU1202" or "NU1201" => $"{what} has nothing for {GeneratedProject.Framework}; it supports {After(message.Message, "supports: ")}. Choose another version or package.",
            "NU1605" or "NU1107" => $"The references do not go together: {Line(message.Message)}",
            _ => $"{Line(message.Message)} ({message.Code})",
        }, about);
    }

    private static IReadOnlyList<ReferenceTrouble> OfOutput(DotnetResult result, IReadOnlyList<Reference> declared)
    {
        if (IsOffline(result))
        {
            var source = ServiceIndex().Match(result.Output) is { Success: true } match ? " " + match.Groups[1].Value : "";
            return [new($"The package source{source} could not be reached, and what is needed is not in the package cache. Connect to it, or name a version that was used on this machine before.", declared.Count == 1 ? declared[0] : null)];
        }

        List<ReferenceTrouble> errors = [.. InSource().Matches(result.Output).Select(OfSource).DistinctBy(e => (e.InSource, e.Message))];
        List<ReferenceTrouble> others = errors.Count > 0 ? [] : [.. Other().Matches(result.Output).Select(m => new ReferenceTrouble(Other(m))).Distinct()];
        return (errors.Count > 0 ? errors : others) is { Count: > 0 } found ? found
            : [new($"'dotnet' ended with {result.ExitCode}: {Line(string.Join(' ', result.Output.Split('\n').Where(l => l.Trim().Length > 0).TakeLast(3)))}")];
    }

    private static string Other(Match match) =>
        match.Groups["code"].Value == "NETSDK1045" ? $"{match.Groups["message"].Value.Trim()} Stet needs the .NET 10 SDK." : $"{match.Groups["message"].Value.Trim()} ({match.Groups["code"].Value})";

    private static ReferenceTrouble OfSource(Match match) => new(
        match.Groups["message"].Value.Trim(), null,
        new(match.Groups["file"].Value.Trim(), Number(match, "line"), Number(match, "column"), match.Groups["code"].Value));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static Reference? Named(AssetsMessage message, IReadOnlyList<Reference> declared) =>
        declared.FirstOrDefault(r => r.Kind == ReferenceKind.Package && string.Equals(r.Name, message.Library, StringComparison.OrdinalIgnoreCase));

    private static string Nearest(string message) => After(message, "Nearest version: ") is { Length: > 0 } nearest ? $"; the nearest is {nearest.Split(' ')[0]}" : "";

    private static string After(string message, string words) =>
        message.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at ? Line(message[(at + words.Length)..]) : "";

    private static string Line(string message) => string.Join(' ', message.Split('\n').Select(l => l.Trim())).Trim();

    [GeneratedRegex(@"service index for source (\S+?)\.?\s")]
    private static partial Regex ServiceIndex();

    /// <summary><c>/home/me/My/Day.cs(3,14): error CS0103: The name ... [/home/me/My/My.csproj]</c>.</summary>
    [GeneratedRegex(@"^(?<file>[^\r\n(]+)\((?<line>\d+),(?<column>\d+)(,\d+,\d+)?\): error (?<code>\w+): (?<message>.*?)( \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex InSource();

    [GeneratedRegex(@": error (?<code>\w+): (?<message>.*?)( \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Other();
}
