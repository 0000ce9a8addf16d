using System.Reflection;

namespace Stet.CommandLine.Options;

/// <summary>How a parameter, or a part of one, is given on the command line.</summary>
public abstract record OptionNode(Type Type, WhenMissing Missing)
{
    /// <summary>The options below it, in order.</summary>
    public IEnumerable<CallOption> Options => this switch
    {
        OptionLeaf leaf => [leaf.Option],
        OptionParts parts => parts.Parts.SelectMany(p => p.Node.Options),
        _ => [],
    };
}

/// <summary>By one option.</summary>
public sealed record OptionLeaf(CallOption Option) : OptionNode(Option.Type, Option.Missing);

/// <summary>By one option for each part of the object: <c>--point.x 1 --point.y 2</c>.</summary>
public sealed record OptionParts(Type Type, WhenMissing Missing, ConstructorInfo Constructor, IReadOnlyList<OptionPart> Parts) : OptionNode(Type, Missing);

/// <param name="IsInitializer">It is set after the constructor: <c>new P() { Name = "x" }</c>.</param>
public sealed record OptionPart(string Name, bool IsInitializer, OptionNode Node);

/// <summary>By standard input.</summary>
public sealed record OptionInput(Type Type) : OptionNode(Type, WhenMissing.Default);

/// <summary>Not at all: the function's default counts.</summary>
public sealed record OptionLeftOut(Type Type) : OptionNode(Type, WhenMissing.Default);
