using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using Stet.CommandLine.Options;
using Stet.Display;
using Stet.Model;

namespace Stet.CommandLine;

/// <summary>One overload of a function, with its options.</summary>
public sealed class Overload
{
    private readonly Dictionary<CallOption, Option<string[]>> options = [];

    public Overload(string name, MethodInfo method, FunctionComment comment, Func<Type, FunctionComment> commentOf)
    {
        Name = name;
        Method = method;
        Comment = comment;
        (Parameters, Trouble) = Read(commentOf);
        Command = new Command(name, comment.Summary);
        foreach (var option in Options)
        {
            options[option] = ForParsing(option);
            Command.Options.Add(options[option]);
        }

        if (!Has("--output"))
        {
            Command.Options.Add(OutputOption);
        }

        Command.Options.Add(new HelpOption(Has("--help") ? "-?" : "--help", "-h") { Description = "Shows this." });
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public FunctionComment Comment { get; }

    /// <summary>One for each parameter, in order.</summary>
    public IReadOnlyList<OptionNode> Parameters { get; }

    /// <summary>Why no command line can call it; null where one can.</summary>
    public string? Trouble { get; }

    public IEnumerable<CallOption> Options => Parameters.SelectMany(p => p.Options);

    public bool TakesInput => Parameters.Any(p => p is OptionInput);

    /// <summary>How its value is to be written.</summary>
    internal Option<string[]> OutputOption { get; } =
        new("--output") { Arity = ArgumentArity.ZeroOrMore, HelpName = string.Join('|', ValueForms.Words), Description = "How the result is written: as the prompt shows it, or as JSON, a whole table, or plain lines." };

    internal Command Command { get; }

    /// <summary>Whether the function itself has an option of this name.</summary>
    public bool Has(string option) => Options.Any(o => o.Name == option || o.Alias == option);

    internal Option<string[]> ParserOf(CallOption option) => options[option];

    /// <summary>As the function is written: <c>f(int a, string b, double c = 2)</c>.</summary>
    public string Signature =>
        $"{Name}({string.Join(", ", Method.GetParameters().Select(p => $"{ValueText.TypeName(p.ParameterType)} {p.Name}"))})";

    private (IReadOnlyList<OptionNode>, string?) Read(Func<Type, FunctionComment> commentOf)
    {
        try
        {
            if (Method.IsGenericMethodDefinition)
            {
                throw new UncallableException("it is generic, and a command line does not say for which types. Define a function for one type that calls it");
            }

            var tree = new OptionTree(commentOf);
            OptionNode[] nodes = [.. Method.GetParameters().Select(p => tree.Of(p, Comment))];
            return nodes.SelectMany(n => n.Options).SelectMany(o => new[] { o.Name, o.Alias }).OfType<string>().GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? throw new UncallableException($"two of its parameters would both be {twice.Key}")
                : (nodes, null);
        }
        catch (UncallableException uncallable)
        {
            return ([], uncallable.Message);
        }
    }

    /// <summary>All options take any number of words for the parser; whether there are too many or too few is told in our own words.</summary>
    private static Option<string[]> ForParsing(CallOption option) => new(option.Name)
    {
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = option.IsMany,
        Required = option.Missing == WhenMissing.Wrong,
        HelpName = option.IsFlag ? "true|false" : option.Scalar.Placeholder + (option.IsMany ? "..." : ""),
        Description = option.Description,
    };
}
