namespace Stet.CommandLine.Options;

/// <summary>How one word of a command line becomes a value.</summary>
/// <param name="Wants">"an int", "one of Red, Green": what stands in an error.</param>
/// <param name="Placeholder">"int", "Red|Green": what stands in help.</param>
/// <param name="Read">Gives the value, or throws <see cref="FormatException"/>, <see cref="OverflowException"/> or <see cref="ArgumentException"/>.</param>
/// <param name="Choices">All words there are, where they can be listed.</param>
public sealed record Scalar(Type Type, string Wants, string Placeholder, Func<string, object?> Read, IReadOnlyList<string> Choices)
{
    /// <summary>Whether the shell should offer the names of files.</summary>
    public bool TakesFiles { get; init; }

    /// <summary>Whether what the type's own <c>Parse</c> throws says more than that the word is none.</summary>
    public bool SaysWhy { get; init; }

    /// <summary>Whether code cannot name the type's <c>Parse</c>, which it has for <see cref="IParsable{TSelf}"/> alone.</summary>
    public bool HidesItsParse { get; init; }

    /// <summary>Whether the type's own code reads the word, which may only run where the function runs.</summary>
    public bool IsReadByTheUsersCode { get; init; }
}
