using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Stet.Effects.Code;

/// <summary>Gives terms their values: with constants, arguments, variables and what is in folders now.</summary>
internal sealed class Evaluator(ICodeWorld world, Func<string, MethodSummary?> find)
{
    private const int Most = 5000;

    /// <summary>Terms that one value may take: what functions return is a term in turn, so that code of a package can mean more of them than anybody can wait for.</summary>
    private const int MostTerms = 1000;

    /// <summary>Terms that one analysis may take.</summary>
    private const int MostInAll = 1_000_000;

    private int depth;
    private int terms;
    private int all;

    /// <summary>Where relative paths start.</summary>
    public string? Directory { get; set; } = world.Shell.Directory;

    /// <summary>What static initialisers have set.</summary>
    public ImmutableDictionary<string, Known> Statics { get; set; } = ImmutableDictionary<string, Known>.Empty;

    public Known Of(CodeValue value, Frame frame)
    {
        terms = depth == 0 ? 0 : terms + 1;
        if (depth >= 60 || terms > MostTerms || ++all > MostInAll)
        {
            return Known.Unknown;
        }

        depth++;
        var known = value switch
        {
            TextValue text => Known.Of(text.Text),
            NumberValue number => Known.Of(number.Number.ToString(CultureInfo.InvariantCulture)),
            NothingValue => Known.Empty,
            ParameterValue parameter => parameter.Index < frame.Arguments.Length ? frame.Arguments[parameter.Index] : Known.Unknown,
            CapturedValue captured => frame.Captured.TryGetValue(captured.Field, out var set) || Statics.TryGetValue(captured.Field, out set) ? set : Known.Unknown,
            VariableValue variable => Variable(variable.Name, frame),
            EitherValue either => Known.Either([.. either.Values.Select(v => Of(v, frame))]),
            MethodValue method => new(null, [new(method.Method, method.HasThis, frame.Captured)], false),
            FunctionValue function => Function(function, frame),
            _ => Known.Unknown,
        };
        depth--;
        return known;
    }

    private Known Variable(string name, Frame frame) =>
        frame.Captured.TryGetValue($"variable {name}", out var assigned) ? assigned
        : world.Functions(name) is { } targets ? new(null, [.. targets.Select(t => t.ToTarget())], false)
        : world.Texts(name) is { } texts ? Known.Of(texts) : Known.Unknown;

    private Known Function(FunctionValue function, Frame frame)
    {
        var arguments = function.Arguments.Select(a => Of(a, frame)).ToImmutableArray();
        if (function.Function.StartsWith("result ", StringComparison.Ordinal))
        {
            return find(function.Function[7..]) is { } called ? Of(called.Result, frame with { Arguments = arguments }) : Known.Unknown;
        }

        return function.Function switch
        {
            "all" => Known.Either([Known.Empty, .. arguments]),
            "element" => Element(arguments[0], arguments[1]),
            "files" or "folders" or "entries" => Listed(function.Function, arguments),
            "invoke" => Known.Either([Known.Empty, .. arguments[0].Methods.Select(m => find(m.Method) is { } called ? Of(called.Result, new([Known.Unknown], m.Captured)) : Known.Unknown)]),
            "program" => Known.Unknown,
            "temporary" => Known.Of(world.Shell.Variables.GetValueOrDefault("TMPDIR", "/tmp/")),
            _ => Each(arguments, texts => Apply(function.Function, texts)),
        };
    }

    private static Known Element(Known array, Known index) =>
        array.Texts is { } texts && index.Texts is [var only] && int.TryParse(only, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < texts.Count ? Known.Of(texts[at]) : array;

    /// <summary>The function of every combination of texts.</summary>
    private static Known Each(ImmutableArray<Known> arguments, Func<IReadOnlyList<string>, string?> apply)
    {
        IEnumerable<ImmutableList<string>> combinations = [[]];
        foreach (var argument in arguments)
        {
            if (argument.Texts is null)
            {
                return Known.Unknown;
            }

            combinations = combinations.SelectMany(c => argument.Texts.Select(c.Add));
        }

        var results = combinations.Take(Most).Select(apply).ToList();
        return results.Contains(null) ? Known.Unknown : Known.Of([.. results.Select(r => r!)]);
    }

    private static string? Apply(string function, IReadOnlyList<string> texts)
    {
        switch (function)
        {
            case "concat":
                return string.Concat(texts);
            case "Combine":
                return texts.Aggregate("", (path, next) => next.StartsWith('/') || path.Length == 0 ? next : path.TrimEnd('/') + "/" + next);
            case "Join":
                return texts.Aggregate("", (path, next) => path.Length == 0 ? next : path.TrimEnd('/') + "/" + next.TrimStart('/'));
            case "GetFileName":
                return PathText.NameOf(texts[0]);
            case "GetDirectoryName":
                return texts[0].Contains('/', StringComparison.Ordinal) ? PathText.FolderOf(texts[0]) : "";
            case "GetExtension":
                return Extension(texts[0]);
            case "GetFileNameWithoutExtension":
                return PathText.NameOf(texts[0])[..^Extension(texts[0]).Length];
            case "ChangeExtension" when texts.Count == 2:
                return texts[0][..^Extension(texts[0]).Length] + (texts[1].StartsWith('.') || texts[1].Length == 0 ? "" : ".") + texts[1];
            case "format":
                return Regex.Replace(texts[0], @"\{(\d)\}", m => texts.ElementAtOrDefault(m.Groups[1].Value[0] - '0' + 1) ?? "");
            case "Replace" when texts.Count == 3 && texts[1].Length > 0:
                return texts[0].Replace(texts[1], texts[2], StringComparison.Ordinal);
            case "ToLower" or "ToLowerInvariant":
                return texts[0].ToLowerInvariant();
            case "ToUpper" or "ToUpperInvariant":
                return texts[0].ToUpperInvariant();
            default:
                return null;
        }
    }

    private static string Extension(string path) => PathText.NameOf(path) is var name && name.LastIndexOf('.') is >= 0 and var dot ? name[dot..] : "";

    private Known Listed(string what, ImmutableArray<Known> arguments)
    {
        if (arguments[0].Texts is not { } folders || Directory is not { } start)
        {
            return Known.Unknown;
        }

        var pattern = arguments.Length > 1 && arguments[1].Texts is [var given] ? given : "*";
        var isDeep = arguments.Length > 2 && arguments[2].Texts is ["1"];
        var view = world.Shell.Folders;
        var found = folders.Distinct().SelectMany(f => FolderWalk.Below(view, PathText.Resolve(start, f), isDeep ? int.MaxValue : 1))
            .Where(p => Globbing.Matches(PathText.NameOf(p), pattern) && (what == "entries" || view.KindOf(p) == PathKind.Folder == (what == "folders")));
        return Known.Of([.. found.Take(Most)]);
    }
}
