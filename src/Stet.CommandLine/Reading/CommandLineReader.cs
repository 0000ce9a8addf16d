using System.CommandLine;
using Stet.CommandLine.Options;
using Stet.Model;

namespace Stet.CommandLine.Reading;

/// <summary>
/// Reads the words after a function's name. Of several overloads the one counts that takes the words; of several such the one that uses its words most
/// exactly: a number is rather an <c>int</c> than a <c>string</c>. Held by <c>CommandLineReaderTests</c>.
/// </summary>
public static class CommandLineReader
{
    /// <exception cref="UncallableException">No command line can call the function.</exception>
    public static CallReading Read(CallableFunction function, IReadOnlyList<string> words)
    {
        var readings = function.Callable.Select(o => new OverloadReader(o, words).Read()).ToList();
        if (readings.Count == 0)
        {
            throw new UncallableException(function.Trouble!);
        }

        var right = readings.Where(r => !r.IsWrong).OrderBy(Looseness).FirstOrDefault();
        return readings.FirstOrDefault(r => r.Help) ?? right ?? readings.OrderBy(r => r.Errors.Count).First();
    }

    /// <summary>How many parameters are left to their defaults, then how much is plain text.</summary>
    private static (int LeftOut, int Texts) Looseness(CallReading reading) =>
        (reading.Arguments.Count(a => a.Value is LeftOut), reading.Arguments.Sum(a => Rank(a.Value.Type)));

    private static int Rank(Type type)
    {
        var plain = Collections.ElementOf(type) ?? Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? 4 : plain == typeof(char) ? 3 : plain == typeof(double) || plain == typeof(decimal) || plain == typeof(float) ? 2 : plain == typeof(int) || plain.IsEnum || plain == typeof(bool) ? 0 : 1;
    }

    private sealed class OverloadReader(Overload overload, IReadOnlyList<string> words)
    {
        private readonly List<string> errors = [];
        private readonly Dictionary<string, CallOption> byName = overload.Options.SelectMany(o => new[] { o.Name, o.Alias }.OfType<string>().Select(n => (Name: n, Option: o))).ToDictionary(n => n.Name, n => n.Option);
        private ParseResult? parsed;

        public CallReading Read()
        {
            if (AsksForHelp())
            {
                return new(overload, [], ValueForm.Prompt, true, []);
            }

            CheckNames();
            var namesAreKnown = errors.Count == 0;
            parsed = overload.Command.Parse([.. words.Select(ByItsName).SelectMany(EmptyAsWord)], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            errors.AddRange(namesAreKnown ? parsed.UnmatchedTokens.Select(Unexpected) : []);
            var form = Form();
            var parameters = overload.Method.GetParameters();
            NamedArgument[] arguments = [.. overload.Parameters.Select((p, i) => new NamedArgument(parameters[i].Name!, Of(p, p.Missing == WhenMissing.Wrong)))];
            return new(overload, errors.Count == 0 ? arguments : [], form, false, errors);
        }

        private bool AsksForHelp() => words.TakeWhile(w => w != "--").Any(w => w == "-h" || (w is "--help" or "-?" && !overload.Has(w)));

        /// <summary>A word that looks like an option is one: as a value it is written with <c>=</c>.</summary>
        private void CheckNames()
        {
            foreach (var word in words.TakeWhile(w => w != "--").Where(IsUnknownOption).Select(NameOf).Distinct())
            {
                errors.Add($"there is no option {word}.{(NearestName.Suggestion(word, overload.Options.Select(o => o.Name)) is { Length: > 0 } meant ? meant : AsValue(word))}");
            }

            if (words.FirstOrDefault() is ['[', ..] first)
            {
                errors.Add(Unexpected(first)); // The parser would take it for a directive.
            }
        }

        private bool IsUnknownOption(string word) =>
            word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal) && (char.IsLetter(word[2]) || word[2] == '_') && !byName.ContainsKey(NameOf(word)) && NameOf(word) != "--output";

        private static string NameOf(string word) => word.Split('=', ':')[0];

        /// <summary>After an option it may be meant as its value.</summary>
        private string AsValue(string word) =>
            words.TakeWhile(w => NameOf(w) != word).LastOrDefault() is { } before && byName.ContainsKey(before) ? $" If it is the value of {before}, write {before}={Quoted(word)}" : "";

        /// <summary>The parser knows an option by one name.</summary>
        private string ByItsName(string word) => byName.TryGetValue(NameOf(word), out var option) ? option.Name + word[NameOf(word).Length..] : word;

        private string Unexpected(string word) =>
            byName.Count == 0 ? $"'{word}' is not expected: {overload.Name} takes no options." : $"'{word}' belongs to no option. Values are given by name: {byName.Keys.First()} {Quoted(word)}";

        private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"'{word}'" : word;

        /// <summary>The parser would take <c>--a=</c> for an option without a value.</summary>
        private static IEnumerable<string> EmptyAsWord(string word) => word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=') == word.Length - 1 ? [word[..^1], ""] : [word];

        private ValueForm Form()
        {
            if (overload.Has("--output") || parsed!.GetResult(overload.OutputOption) is not { } given)
            {
                return ValueForm.Prompt;
            }

            var word = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
            if (ValueForms.Named(word) is { } form)
            {
                return form;
            }

            errors.Add($"--output wants one of {string.Join(", ", ValueForms.Words)}, {(word.Length == 0 ? "and once" : $"and '{word}' is none")}.");
            return ValueForm.Prompt;
        }

        /// <param name="isWanted">Leaving it out is an error.</param>
        private Argument Of(OptionNode node, bool isWanted) => node switch
        {
            OptionLeaf leaf => Leaf(leaf.Option, isWanted),
            OptionParts parts => Parts(parts, isWanted),
            OptionInput => new FromInput(node.Type),
            _ => new LeftOut(node.Type),
        };

        private Argument Parts(OptionParts node, bool isWanted)
        {
            if (!isWanted && !node.Options.Any(IsGiven))
            {
                return node.Missing == WhenMissing.Null ? new KnownValue(node.Type, null, "") : new LeftOut(node.Type);
            }

            var made = node.Parts.Select(p => (p.IsInitializer, Value: new NamedArgument(p.Name, Of(p.Node, p.Node.Missing == WhenMissing.Wrong)))).ToList();
            return new MadeOfParts(Nullable.GetUnderlyingType(node.Type) ?? node.Type, node.Constructor, [.. made.Where(m => !m.IsInitializer).Select(m => m.Value)], [.. made.Where(m => m.IsInitializer && m.Value.Value is not LeftOut).Select(m => m.Value)]);
        }

        private bool IsGiven(CallOption option) => parsed!.GetResult(overload.ParserOf(option)) is { Implicit: false };

        private Argument Leaf(CallOption option, bool isWanted)
        {
            if (!IsGiven(option))
            {
                if (isWanted && option.Missing == WhenMissing.Wrong)
                {
                    errors.Add($"{option.Name} is missing: it wants {Wanted(option)}.");
                }

                return option.Missing switch
                {
                    WhenMissing.Null => new KnownValue(option.Type, null, ""),
                    WhenMissing.False => new KnownValue(option.Type, false, "false"),
                    _ => new LeftOut(option.Type),
                };
            }

            var given = parsed!.GetResult(overload.ParserOf(option))!;
            var values = given.Tokens.Select(t => t.Value).ToList();
            return option.IsMany ? new Several(option.Type, option.Element!, [.. values.Select(v => Read(option, option.Element!, v))])
                : option.IsFlag && values.Count == 0 ? new KnownValue(option.Type, true, "true")
                : values.Count == 1 && given.IdentifierTokenCount == 1 ? Read(option, option.Type, values[0])
                : Miscounted(option, values.Count);
        }

        private LeftOut Miscounted(CallOption option, int count)
        {
            errors.Add(count == 0 ? $"{option.Name} wants {Wanted(option)}, and none is given." : $"{option.Name} is given {count} times, and takes one value.");
            return new(option.Type);
        }

        private static string Wanted(CallOption option) => option.IsMany ? $"one or more values, each {option.Scalar.Wants}" : option.Scalar.Wants;

        private Argument Read(CallOption option, Type type, string text)
        {
            if (option.Scalar.IsReadByTheUsersCode)
            {
                return new ParsedByType(type, option.Name, text);
            }

            try
            {
                var value = option.Scalar.Read(text);
                return option.Scalar.HidesItsParse ? new ParsedByType(type, option.Name, text) : new KnownValue(type, value, text);
            }
            catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException)
            {
                errors.Add(WrongValue.Message(option.Name, option.Scalar.Wants, text, wrong is OverflowException || option.Scalar.SaysWhy ? wrong.Message : "") + NearestName.Suggestion(text, option.Scalar.Choices));
                return new LeftOut(type);
            }
        }
    }
}
