using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Stet.Effects.Commands;
using Stet.Model;

namespace Stet.Effects.Code;

/// <summary>What a call of the base library does, as the table says, with the arguments that it gets.</summary>
internal sealed partial class FrameworkCalls(ICodeWorld world, EffectLog log, Evaluator evaluator)
{
    /// <summary>What stands in the code of the workspace in the place of <see cref="File"/>, so that formulas follow files.</summary>
    public const string FollowedFiles = "Stet.Runtime.Formulas.FollowedFiles";

    private readonly VictimFinder finder = new(world.Shell.Folders);
    private readonly ShellCalls shell = new(world, log);

    /// <summary>A method of the framework that a delegate holds, as a call.</summary>
    public static CallSite SiteOf(Target target)
    {
        var type = target.Method[..target.Method.IndexOf("::", StringComparison.Ordinal)];
        var rest = target.Method[(type.Length + 2)..];
        var open = rest.IndexOf('(', StringComparison.Ordinal);
        var parameters = rest[(open + 1)..^1];
        return new(SiteKind.Call, type, rest[..open], target.Method, null, target.HasThis, parameters.Length == 0 ? [] : [.. parameters.Split(',')], [], []);
    }

    public void Do(CallSite site, ImmutableArray<Known> arguments, ImmutableList<string> chain, Frame? frame = null)
    {
        site = site.Type == FollowedFiles ? site with { Type = "System.IO.File" } : site;
        var own = site.HasThis && arguments.Length > 0 ? arguments[0] : Known.Unknown;
        IReadOnlyList<Known> given = [.. arguments.Skip(site.HasThis ? 1 : 0).Take(site.Signature.Length)];
        var shown = chain.Add($"{(site.Member == ".ctor" ? "new " : "")}{TypeNames.Shown(site.Type)}{(site.Member == ".ctor" ? "" : "." + Written(site.Member))}");
        if (site.Type.StartsWith("Stet.", StringComparison.Ordinal))
        {
            if (shell.Take(site, given, evaluator.Directory, chain) || ApiTable.Standard.Find(site.Type, site.Member) is null)
            {
                return;
            }
        }

        if (ApiTable.Standard.Find(site.Type, site.Member) is not { } rules)
        {
            log.Add(EffectKinds.Unknown, shown);
            return;
        }

        var fitting = rules.Where(r => r.Fits(site, given)).ToList();
        var nearest = fitting.FirstOrDefault(r => !r.Values.IsEmpty || !r.Types.IsEmpty || r.Count is not null) ?? fitting.FirstOrDefault();
        foreach (var (verb, target) in nearest?.Effects ?? [])
        {
            Do(verb, target, site, own, given, shown, frame);
        }
    }

    private void Do(string verb, string target, CallSite site, Known own, IReadOnlyList<Known> given, IReadOnlyList<string> chain, Frame? frame)
    {
        switch (verb)
        {
            case "goes":
                evaluator.Directory = evaluator.Directory is { } from && At(target, own, given).Texts is [var to] ? PathText.Resolve(from, to) : null;
                log.Add(EffectKinds.ChangesSystem, chain);
                break;
            case "opens":
                Add(Opening.VerbOf(site, given), At(target, own, given), chain);
                break;
            case "starts":
                Start(site, given, chain, frame);
                break;
            case var _ when target.StartsWith('"'):
                var text = Regex.Replace(target.Trim('"'), @"\$(\d)", m => At(m.Groups[1].Value, own, given).Texts is [var only] ? only : "what is known when it runs");
                log.Add(Verbs.KindOf(Enum.Parse<Verb>(verb, ignoreCase: true)), chain, text.Contains("archive too", StringComparison.Ordinal) ? VictimFinder.Unknown(text) : new Victim(text, VictimKind.Other));
                break;
            default:
                Add(Enum.Parse<Verb>(verb, ignoreCase: true), target.Length == 0 ? Known.Empty : At(target, own, given), chain);
                break;
        }
    }

    private static Known At(string target, Known own, IReadOnlyList<Known> given) =>
        target == "this" ? own : target[0] - '0' < given.Count ? given[target[0] - '0'] : Known.Unknown;

    private void Add(Verb verb, Known paths, IReadOnlyList<string> chain)
    {
        if (verb is not (Verb.Deletes or Verb.Overwrites))
        {
            if (Verbs.KindOf(verb) is not EffectKinds.Pure and var kind)
            {
                log.Add(kind, chain);
            }

            return;
        }

        if (paths.Texts is not { } texts || (evaluator.Directory is null && texts.Any(t => !t.StartsWith('/'))))
        {
            log.Add(Verbs.KindOf(verb), chain, VictimFinder.Unknown("a path that is only known when it runs"));
            return;
        }

        var full = texts.Where(t => t.Length > 0).Select(t => PathText.Resolve(evaluator.Directory ?? "/", t)).Distinct();
        List<Victim> victims = verb == Verb.Deletes ? [.. full.Select(finder.Deleted)] : [.. full.Select(finder.Overwritten).OfType<Victim>()];
        if (victims.Count > 0 || texts.Count == 0 && verb == Verb.Deletes)
        {
            log.Add(Verbs.KindOf(verb), chain, victims);
        }
        else
        {
            log.Add(EffectKinds.WritesFiles, chain, [.. full.Select(VictimFinder.New)]);
        }
    }

    /// <summary>A program is started without a shell: its arguments are as they are given.</summary>
    private void Start(CallSite site, IReadOnlyList<Known> given, IReadOnlyList<string> chain, Frame? frame)
    {
        log.Add(EffectKinds.StartsProcesses, chain);
        var isProgram = site.Arguments is [FunctionValue { Function: "program" }];
        IReadOnlyList<Known> parts = isProgram ? [.. ((FunctionValue)site.Arguments[0]).Arguments.Select(a => evaluator.Of(a, frame ?? Frame.Empty))] : given;
        if (parts.Count == 0 || parts[0].Texts is not [var file] || parts.Skip(1).Take(1).Any(p => p.Texts is null))
        {
            log.Add(EffectKinds.Unknown, [.. chain, "a program that is only known when it runs"]);
            return;
        }

        var texts = parts.Count > 1 ? parts[1].Texts! : [];
        var isLine = texts.Count == 1 && (isProgram || TypeNames.Shown(site.Signature[1]) == "String");
        IEnumerable<string?> words = isLine ? Word().Matches(texts[0]).Select(m => m.Value.Replace("\"", "", StringComparison.Ordinal)) : texts;
        log.AddAll(ShellEffects.OfProgram([file, .. words], world.Shell with { Directory = evaluator.Directory ?? world.Shell.Directory }).Reasons.Where(r => r.Kind != EffectKinds.StartsProcesses), chain);
    }

    private static string Written(string member) =>
        member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal) ? member[4..] : member;

    [GeneratedRegex("""(?:[^\s"]|"[^"]*")+""")]
    private static partial Regex Word();
}

/// <summary>What opening a file does, by its mode and access (System.IO.FileMode, System.IO.FileAccess).</summary>
internal static class Opening
{
    private static readonly string[] Overwriting = ["2", "5"];
    private static readonly string[] Adding = ["1", "6"];

    public static Verb VerbOf(CallSite site, IReadOnlyList<Known> given)
    {
        var mode = ValueOf(site, given, "FileMode");
        var access = ValueOf(site, given, "FileAccess");
        return mode is null ? site.Signature.Any(t => TypeNames.Shown(t) == "FileStreamOptions") ? Verb.Overwrites : Verb.Reads
            : mode.Texts is not [var only] ? Verb.Overwrites
            : Overwriting.Contains(only) ? Verb.Overwrites : Adding.Contains(only) ? Verb.Appends
            : access is null || access.Texts is ["1"] ? Verb.Reads : Verb.Overwrites;
    }

    private static Known? ValueOf(CallSite site, IReadOnlyList<Known> given, string type)
    {
        var at = site.Signature.ToList().FindIndex(t => TypeNames.Shown(t) == type);
        return at < 0 || at >= given.Count ? null : given[at];
    }
}
