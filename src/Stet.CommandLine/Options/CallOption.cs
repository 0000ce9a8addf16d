namespace Stet.CommandLine.Options;

/// <summary>One option of a function: <c>--first-name</c>, <c>--point.x</c>.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Alias">The parameter's name as it is written in the function, where that differs; else null.</param>
/// <param name="Type">What its value becomes; of several values the type of the whole.</param>
/// <param name="Scalar">How one word of it is read.</param>
/// <param name="Element">The type of one of several values; null where it takes one.</param>
/// <param name="Missing">What it means to leave the option out.</param>
public sealed record CallOption(string Name, string? Alias, Type Type, Scalar Scalar, Type? Element, WhenMissing Missing, string Description)
{
    public bool IsMany => Element is not null;

    /// <summary>An option without a value: <c>--verbose</c>.</summary>
    public bool IsFlag => !IsMany && Scalar.Type == typeof(bool);
}

public enum WhenMissing
{
    /// <summary>The command line is wrong.</summary>
    Wrong,

    /// <summary>The function's own default counts.</summary>
    Default,

    /// <summary>It is null.</summary>
    Null,

    /// <summary>A flag that is not given is false.</summary>
    False,
}
