using System.Globalization;
using Stet.Model;

namespace Stet.Sessions.Commands;

/// <summary><c>again(12)</c>, <c>again(12, asThen: true)</c>, <c>again(12, sure: true)</c>: which entry is to run, and how.</summary>
internal sealed record AgainRequest(SubmissionNumber Number, bool AsThen, bool IsSure)
{
    public const string Name = "again";

    private static readonly string[] Parameters = ["number", "asThen", "sure"];

    /// <summary>Null where the arguments are others.</summary>
    public static AgainRequest? Read(IReadOnlyList<string> arguments)
    {
        var named = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Count && i < Parameters.Length; i++)
        {
            var colon = arguments[i].IndexOf(": ", StringComparison.Ordinal);
            named[colon < 0 ? Parameters[i] : arguments[i][..colon]] = colon < 0 ? arguments[i] : arguments[i][(colon + 2)..];
        }

        return arguments.Count <= Parameters.Length && named.Keys.All(Parameters.Contains) && named.TryGetValue("number", out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(new(number), named.GetValueOrDefault("asThen") == "true", named.GetValueOrDefault("sure") == "true") : null;
    }

    /// <summary>The entry, with the text that is meant: that of an <c>again</c> is the one which it ran.</summary>
    public static HistoryEntry? Resolve(Engine engine, SubmissionNumber number)
    {
        var asked = engine.Store.Entry(number);
        for (var entry = asked; entry is not null;)
        {
            var known = engine.Recalling.Of([entry])[0];
            var command = Language.Parsing.InputParser.Submission(known.Recalled(), Name).Command;
            if (command is not { Name: Name, Arguments: var arguments } || Read([.. arguments]) is not { } inner || inner.Number.CompareTo(entry.Number) >= 0)
            {
                return engine.Store.Meaning(number) is null ? known : asked! with { Code = known.Recalled() };
            }

            entry = engine.Store.Entry(inner.Number);
        }

        return null;
    }
}
