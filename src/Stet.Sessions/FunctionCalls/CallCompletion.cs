using Stet.CommandLine;
using Stet.CommandLine.Options;
using Stet.Model;
using Stet.Runtime;

namespace Stet.Sessions.FunctionCalls;

/// <summary>What the shell can offer after <c>stet call</c>: functions, their options, and the values of an option that can be listed.</summary>
internal sealed class CallCompletion(Engine engine)
{
    /// <param name="words">What is typed after <c>call</c>; the last word is the one to complete, and may be empty.</param>
    public WordList Of(IReadOnlyList<string> words)
    {
        var functions = new WorkspaceFunctions(engine);
        if (words.Count <= 1 || !engine.Store.Trusted)
        {
            return engine.Store.Trusted ? new([.. functions.All.Select(f => new Completion(f.SimpleName, "function", WorkspaceFunctions.Summary(f)))], false) : WordList.None;
        }

        return functions.All.FirstOrDefault(f => f.SimpleName == words[0]) is { } definition && !engine.World.Broken.ContainsKey(engine.World.Graph.GroupOf[definition.Key].UnitName)
            ? Of(functions.Of(definition), words[^1], words.Count > 2 ? words[^2] : "") : WordList.None;
    }

    /// <summary>The name that was probably meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> names) => NearestName.Of(word, names);

    private static WordList Of(CallableFunction function, string word, string before)
    {
        if (word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=') is > 0 and var equals)
        {
            var values = Values(function, word[..equals]);
            return values with { Words = [.. values.Words.Select(w => w with { Insert = word[..(equals + 1)] + w.Insert })] };
        }

        var option = function.Options.FirstOrDefault(o => o.Name == before || o.Alias == before);
        if (!word.StartsWith('-') && (before == "--output" || option is { IsFlag: false }))
        {
            return Values(function, before);
        }

        var flags = option is { IsFlag: true } && !word.StartsWith('-') ? Values(function, before).Words : [];
        return new([.. flags, .. function.Options.Select(o => new Completion(o.Name, "option", o.Description.Length > 0 ? o.Description : o.Scalar.Placeholder)),
            .. new[] { "--output", "--help" }.Where(own => !function.Callable.Any(o => o.Has(own))).Select(own => new Completion(own, "option", own == "--output" ? "how the result is written" : "what the function does and takes"))], false);
    }

    private static WordList Values(CallableFunction function, string name)
    {
        if (name == "--output" && !function.Callable.Any(o => o.Has(name)))
        {
            return new([.. ValueForms.Words.Select(w => new Completion(w, "value", ""))], false);
        }

        var option = function.Options.FirstOrDefault(o => o.Name == name || o.Alias == name);
        return option is null ? WordList.None : new([.. option.Scalar.Choices.Select(c => new Completion(c, "value", ""))], option.Scalar.TakesFiles || option.Scalar.Type == typeof(string));
    }
}
